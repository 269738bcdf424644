import type { BlockedBecause } from "../identity/blocked-values.ts";
import { type EventIdentity, identifiersOfEvent } from "../identity/identifiers-of-event.ts";
import type { Identifier } from "../identity/namespaces.ts";

/** The ids that one event brought, as they came. */
export interface EventFact {
  readonly anonymousId?: string;
  readonly userId?: string;
  /** With a previous id the event is an alias call. */
  readonly previousId?: string;
  /** The source is believed when it says who is signed in, and the ids did not come by a link. */
  readonly trusted: boolean;
  /** The ids came by a link that anybody may forward; whatever is said of them later on that browser is a claim too. */
  readonly forwarded?: boolean;
  readonly at: Date;
}

export interface ReadFact extends EventIdentity {
  /** A user id that is not believed and stands alone: its events are kept apart from those of the user. */
  readonly claimed: Identifier | null;
  readonly at: Date;
}

/** What an event says of identities, as far as its source is believed. */
export function readFact(fact: EventFact, blocked: (id: Identifier) => BlockedBecause | null): ReadFact {
  const { anonymousId, userId, previousId, at } = fact;
  if (fact.trusted && !fact.forwarded) {
    const type = previousId === undefined ? "track" : "alias";
    return { ...identifiersOfEvent({ type, userId, anonymousId, previousId }, blocked), claimed: null, at };
  }
  const { home } = identifiersOfEvent({ type: "track", anonymousId }, blocked);
  const { home: id } = identifiersOfEvent({ type: "track", userId }, blocked);
  const said = home && id ? [{ home, id, how: fact.forwarded ? ("address" as const) : ("typed" as const) }] : [];
  return { home, said, claimed: home ? null : id, at };
}
