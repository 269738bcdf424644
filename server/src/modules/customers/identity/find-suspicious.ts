import type { Proof } from "./facts.ts";
import { namespaces } from "./namespaces.ts";
import { exceeds, limits, type Reason } from "./reasons.ts";

/** Leaves on which so many people have proved something that they are nobody's: the tablet in the shop. */
export function suspiciousLeaves(proofs: readonly Proof[]): Set<string> {
  const found = new Set<string>();
  for (const [leafId, own] of Map.groupBy(proofs, (proof) => proof.leafId)) {
    if (tooManyStrong(own)) found.add(leafId);
  }
  return found;
}

/**
 * Identifiers that stand beside too many strong ones, or that too many leaves proved within a day: a constant, a
 * switchboard, a public mailbox. The proofs must be all those of the leaves that hold such an identifier.
 */
export function suspiciousIdentifiers(proofs: readonly Proof[]): Map<string, Reason> {
  const byLeaf = Map.groupBy(proofs, (proof) => proof.leafId);
  const found = new Map<string, Reason>();
  for (const [key, holders] of Map.groupBy(proofs, (proof) => proof.key)) {
    const beside = holders.flatMap(({ leafId }) => byLeaf.get(leafId)!.filter((proof) => proof.key !== key));
    if (tooManyStrong(beside)) found.set(key, "suspicious_identifier");
    else if (namespaces[holders[0]!.ns].onDisagreement === "share" && isRushed(holders)) found.set(key, "merge_rate");
  }
  return found;
}

const isRushed = (holders: readonly Proof[]): boolean =>
  exceeds(
    holders.map(({ at }) => at),
    limits.proofs,
  );

function tooManyStrong(proofs: readonly Proof[]): boolean {
  if (proofs.length <= limits.strong.count) return false;
  const strong = proofs.filter(({ ns }) => namespaces[ns].strength === "strong");
  for (const same of Map.groupBy(strong, ({ ns }) => ns).values()) {
    const first = new Map<string, number>();
    for (const { key, at } of same) first.set(key, Math.min(at, first.get(key) ?? at));
    if (exceeds([...first.values()], limits.strong)) return true;
  }
  return false;
}
