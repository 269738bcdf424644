import type { Proof } from "./facts.ts";
import { isUnique, namespaces, priority } from "./namespaces.ts";
import { personSizes } from "./person-sizes.ts";
import { exceeds, type Reason } from "./reasons.ts";

/** Two leaves that cannot be one person. */
export interface Conflict {
  readonly a: string;
  readonly b: string;
  readonly reason: Reason;
}

/** A proof that does not join its leaf to its identifier, while the identifier stays good. */
export interface SetAside {
  readonly proof: Proof;
  readonly outcome: "switch" | "demote";
  readonly reason: Reason;
}

/** What the joining asks about leaves; both answers must be the same whatever the order of the questions. */
export interface JoinRules {
  disagreement(leafA: string, leafB: string): Reason | null;
  /** The namespace of the identifier for which a leaf was made, or another word. */
  originOf(leafId: string): string;
  /** The groups of leaves that staff have joined, which count as one person from the start. */
  readonly companies: readonly (readonly string[])[];
  /** One word for all unique identifiers that staff have joined. */
  uniqueName(key: string): string;
}

export interface Joined {
  readonly accepted: readonly Proof[];
  readonly aside: readonly SetAside[];
  /** Identifiers that would have joined people who disagree, and now join nobody. */
  readonly struck: ReadonlyMap<string, Conflict>;
}

/**
 * Joins leaves by what they proved, as if every proof had come in the order of its own time: homes first, then the
 * earlier, of simultaneous ones the stronger. A proof that would bring people together who disagree strikes its
 * identifier, or is set aside where devices change hands, and all starts again without it; one beyond a limit is set
 * aside. The result is a function of the set of proofs.
 */
export function joinProofs(proofs: readonly Proof[], rules: JoinRules): Joined {
  const byTime = [...proofs].sort(
    (a, b) =>
      a.at - b.at || priority(a.ns) - priority(b.ns) || compare(a.value, b.value) || compare(a.leafId, b.leafId),
  );
  const homes = homesAmong(byTime, rules);
  const order = [...homes.values(), ...byTime.filter((proof) => homes.get(proof.leafId) !== proof)];
  const struck = new Map<string, Conflict>();
  for (;;) {
    const pass = joinInOrder(
      order.filter(({ key }) => !struck.has(key)),
      rules,
    );
    if (!pass.strike) return { accepted: pass.accepted, aside: pass.aside, struck };
    struck.set(pass.strike.key, pass.strike.conflict);
  }
}

/** Of each leaf the first proof of the kind for which it was made. */
function homesAmong(byTime: readonly Proof[], rules: JoinRules): Map<string, Proof> {
  const homes = new Map<string, Proof>();
  for (const proof of byTime) {
    if (rules.originOf(proof.leafId) === proof.ns && !homes.has(proof.leafId)) homes.set(proof.leafId, proof);
  }
  return homes;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Cluster {
  readonly leaves: string[];
  readonly proofs: Map<string, Proof>;
}

function joinInOrder(order: readonly Proof[], rules: JoinRules) {
  const accepted: Proof[] = [];
  const aside: SetAside[] = [];
  const sizes = personSizes(rules.companies);
  const ofLeaf = new Map<string, Cluster>();
  const ofKey = new Map<string, Cluster>();
  for (const proof of order) {
    const mine = ofLeaf.get(proof.leafId) ?? { leaves: [proof.leafId], proofs: new Map() };
    const theirs = ofKey.get(proof.key) ?? { leaves: [], proofs: new Map([[proof.key, proof]]) };
    if (mine !== theirs) {
      const conflict = conflictBetween(mine, theirs, rules);
      if (conflict && namespaces[proof.ns].onDisagreement === "share") {
        return { accepted, aside, strike: { key: proof.key, conflict } };
      }
      const reason = conflict?.reason ?? limitReached(mine, theirs) ?? sizes.tooMuch(proof, theirs.leaves[0]);
      if (reason) {
        aside.push({ proof, outcome: conflict ? "switch" : "demote", reason });
        continue;
      }
      sizes.join(proof, theirs.leaves[0]);
      mine.leaves.push(...theirs.leaves);
      for (const [key, first] of theirs.proofs) mine.proofs.set(key, first);
      for (const leafId of mine.leaves) ofLeaf.set(leafId, mine);
      for (const key of mine.proofs.keys()) ofKey.set(key, mine);
    }
    accepted.push(proof);
  }
  return { accepted, aside, strike: null };
}

function conflictBetween(mine: Cluster, theirs: Cluster, rules: JoinRules): Conflict | null {
  for (const a of mine.leaves) {
    for (const b of theirs.leaves) {
      const reason = rules.disagreement(a, b);
      if (reason) return { a, b, reason };
    }
  }
  const [own, other] = [mine, theirs].map((cluster) => uniqueNames(cluster, rules)) as [Set<string>, Set<string>];
  if (own.size === 0 || other.size === 0 || [...own].some((name) => other.has(name))) return null;
  return { a: mine.leaves[0]!, b: theirs.leaves[0] ?? mine.leaves[0]!, reason: "unique_identifier_disagrees" };
}

const uniqueNames = (cluster: Cluster, rules: JoinRules): Set<string> =>
  new Set([...cluster.proofs.values()].filter(({ ns }) => isUnique(ns)).map(({ key }) => rules.uniqueName(key)));

function limitReached(mine: Cluster, theirs: Cluster): Reason | null {
  const together = [...mine.proofs.values(), ...theirs.proofs.values()];
  for (const [ns, same] of Map.groupBy(together, (proof) => proof.ns)) {
    const { limit } = namespaces[ns];
    if (
      limit &&
      !isUnique(ns) &&
      exceeds(
        same.map(({ at }) => at),
        limit,
      )
    )
      return "limit_identifier";
  }
  return null;
}
