import type { Identifier } from "./namespaces.ts";
import { identifierKey } from "./namespaces.ts";

/**
 * How an identifier came to a leaf. Proofs: a one-time code, a reply with our token, aligned mail for its own sender, a
 * sign-in, staff who saw papers, an import, an event of a source. Claims: typed, a caller's number, an id in a link's
 * address, an alias call.
 */
export type Way = "code" | "reply" | "mail" | "login" | "staff" | "import" | "event" | Claim;
type Claim = "typed" | "caller" | "address" | "alias";

const claims: ReadonlySet<Way> = new Set<Way>(["typed", "caller", "address", "alias"]);

/** A profile that never moves, with what was said of the person who bears it. */
export interface Leaf {
  readonly id: string;
  readonly createdAt: Date;
  /** What it was made for: the namespace of its first identifier, or another word such as `form`. */
  readonly origin: string;
  readonly names: readonly string[];
  /** ISO dates. */
  readonly birthDates: readonly string[];
  /** What was said under this leaf was said of two people (`isTorn`). */
  readonly torn: boolean;
}

/** One leaf proved or claimed one identifier in one way; `at` is the first time, by the fact's own clock. */
export interface Link extends Identifier {
  readonly leafId: string;
  readonly how: Way;
  readonly at: Date;
}

/** Two leaves of which staff said that they are one person, or two. */
export interface Verdict {
  readonly a: string;
  readonly b: string;
}

/** All that decides who is who. The order within the lists means nothing. */
export interface Facts {
  readonly leaves: readonly Leaf[];
  readonly links: readonly Link[];
  readonly together: readonly Verdict[];
  readonly apart: readonly Verdict[];
}

/** One leaf and one identifier that it proved; `at` in milliseconds, the earliest of its ways. */
export interface Proof extends Identifier {
  readonly key: string;
  readonly leafId: string;
  readonly at: number;
}

/** True for ways that suggest and never join. */
export const isClaim = (how: Way): boolean => claims.has(how);

/**
 * The proofs among the links, one for each leaf and identifier. An event's word for an id does not count where the same
 * id came to that leaf in a link's address: whoever the link was forwarded to would be the one who was written to.
 */
export function proofsAmong(links: readonly Link[]): Proof[] {
  const forwarded = new Set(links.filter(({ how }) => how === "address").map(placeOf));
  const proofs = new Map<string, Proof>();
  for (const link of links) {
    const place = placeOf(link);
    if (isClaim(link.how) || (link.how === "event" && forwarded.has(place))) continue;
    const at = Math.min(link.at.getTime(), proofs.get(place)?.at ?? Number.POSITIVE_INFINITY);
    proofs.set(place, { key: identifierKey(link), leafId: link.leafId, ns: link.ns, value: link.value, at });
  }
  return [...proofs.values()];
}

const placeOf = (link: Link): string => `${link.leafId} ${identifierKey(link)}`;
