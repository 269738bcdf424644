import type { Facts, Leaf, Link, Verdict } from "./facts.ts";
import { isClaim } from "./facts.ts";
import { type Identifier, identifierKey } from "./namespaces.ts";
import type { Reason } from "./reasons.ts";

/** How the store answers; each answer is complete for what was asked. */
export interface FactReader {
  leaves(ids: readonly string[]): Promise<readonly Leaf[]>;
  /** All links of these leaves, claims too. */
  linksOf(leafIds: readonly string[]): Promise<readonly Link[]>;
  /** The leaves that proved any of these. */
  holdersOf(identifiers: readonly Identifier[]): Promise<readonly string[]>;
  /** Of these identifiers those that stand as blocked or suspicious. */
  suspicious(identifiers: readonly Identifier[]): Promise<ReadonlyMap<string, Reason>>;
  /** What staff said of these leaves and any others, not undone. */
  verdicts(leafIds: readonly string[]): Promise<{ together: readonly Verdict[]; apart: readonly Verdict[] }>;
}

export interface Neighbourhood {
  readonly facts: Facts;
  /** Suspicious identifiers on the rim: the policy's `suspicious`. */
  readonly suspicious: ReadonlyMap<string, Reason>;
  /** The bound was reached: more leaves hang together than can be judged, and nothing new may be joined to them. */
  readonly truncated: boolean;
}

/**
 * Gathers the leaves that could have a say in whom `start` belongs to: all that hang together by proofs and by staff's
 * joining, also over shared identifiers, but not over blocked ones, nor over suspicious ones, unless those are on a leaf of
 * `start` and so judged anew. Settling what is found gives these leaves the same people as settling everything would.
 */
export async function findNeighbourhood(
  reader: FactReader,
  start: readonly string[],
  bound = 1000,
): Promise<Neighbourhood> {
  const seen = new Set(start);
  const asked = new Set<string>();
  const links: Link[] = [];
  const together = new Map<string, Verdict>();
  const apart = new Map<string, Verdict>();
  const suspicious = new Map<string, Reason>();
  let truncated = false;
  for (let rim = [...start]; rim.length > 0; ) {
    const [found, verdicts] = [await reader.linksOf(rim), await reader.verdicts(rim)];
    links.push(...found);
    for (const verdict of verdicts.together) together.set(`${verdict.a} ${verdict.b}`, verdict);
    for (const verdict of verdicts.apart) apart.set(`${verdict.a} ${verdict.b}`, verdict);
    const fresh = new Map(found.filter(({ how }) => !isClaim(how)).map((link) => [identifierKey(link), link]));
    for (const key of fresh.keys()) if (asked.has(key)) fresh.delete(key);
    for (const key of fresh.keys()) asked.add(key);
    const onRim = seen.size > start.length;
    for (const [key, reason] of await reader.suspicious([...fresh.values()])) {
      if (onRim) suspicious.set(key, reason);
      if (onRim || reason === "blocked_value") fresh.delete(key);
    }
    const holders = fresh.size > 0 ? await reader.holdersOf([...fresh.values()]) : [];
    const next = [...holders, ...verdicts.together.flatMap(({ a, b }) => [a, b])];
    rim = [...new Set(next)].filter((leafId) => !seen.has(leafId));
    if (seen.size + rim.length > bound) {
      truncated = true;
      rim = [];
    }
    for (const leafId of rim) seen.add(leafId);
  }
  const within = ({ a, b }: Verdict) => seen.has(a) && seen.has(b);
  const facts = {
    leaves: await reader.leaves([...seen]),
    links,
    together: [...together.values()].filter(within),
    apart: [...apart.values()].filter(within),
  };
  return { facts, suspicious, truncated };
}
