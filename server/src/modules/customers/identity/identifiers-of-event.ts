import type { Namespace } from "../../../../../contract/customers.ts";
import type { BlockedBecause } from "./blocked-values.ts";
import type { Way } from "./facts.ts";
import type { Identifier } from "./namespaces.ts";
import { normaliseIdentifier } from "./normalise-identifier.ts";

/** The ids of an event in the Segment protocol, as they came; `search` is the query of the page's address. */
export interface EventIds {
  readonly type: string;
  readonly userId?: unknown;
  readonly anonymousId?: unknown;
  readonly previousId?: unknown;
  readonly search?: unknown;
}

/** One thing that the event says: the leaf that was made for `home` is known by `id`. */
export interface Said {
  readonly home: Identifier;
  readonly id: Identifier;
  readonly how: Way;
}

export interface EventIdentity {
  /** The identifier whose own leaf the event is written under; null when it names nobody. */
  readonly home: Identifier | null;
  readonly said: readonly Said[];
}

/**
 * Reads who an event is about. Depends on the event alone, so any order of events puts each under the same identifier.
 * Placeholders count as absent. A user id that the page's address brought is a claim of the device: the link may have
 * been forwarded. An alias joins a device to a user, and only claims that two user ids are one person's.
 */
export function identifiersOfEvent(ids: EventIds, blocked: (id: Identifier) => BlockedBecause | null): EventIdentity {
  const read = (ns: Namespace, typed: unknown): Identifier | null => {
    const result = normaliseIdentifier(ns, typed);
    const id = "value" in result ? { ns, value: result.value } : null;
    return id && !blocked(id) ? id : null;
  };
  const user = read("user", ids.userId);
  const device = read("anonymous", ids.anonymousId);
  const said: Said[] = [];
  const isForwarded = user !== null && device !== null && addressBrings(ids.search, user.value);
  if (user && device) said.push({ home: device, id: user, how: isForwarded ? "address" : "event" });

  const previous = ids.type === "alias" && ids.previousId !== ids.userId ? read("anonymous", ids.previousId) : null;
  if (user && previous && previous.value !== device?.value) {
    said.push({ home: previous, id: user, how: "event" });
    said.push({ home: user, id: { ns: "user", value: previous.value }, how: "alias" });
  }
  return { home: isForwarded ? device : (user ?? device), said };
}

/**
 * Did the query of the page's address bring this user id, or the device's? `?ajs_uid=` and `?ajs_aid=` set the client's ids
 * from a link: either way the device is not the user's for sure. `?ajs_event=` names an event and nobody.
 */
export function addressBrings(search: unknown, userId: string): boolean {
  if (typeof search !== "string") return false;
  const query = new URLSearchParams(search);
  return query.get("ajs_uid")?.trim() === userId || query.has("ajs_aid");
}
