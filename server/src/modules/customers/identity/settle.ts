import type { BlockedBecause } from "./blocked-values.ts";
import { canonicalLeaves } from "./components.ts";
import { type Facts, isClaim, type Leaf, type Proof, proofsAmong } from "./facts.ts";
import { suspiciousIdentifiers, suspiciousLeaves } from "./find-suspicious.ts";
import { type Conflict, joinProofs, type SetAside } from "./join-proofs.ts";
import { type Evidence, makeComparer } from "./leaf-evidence.ts";
import { type Identifier, identifierKey, isUnique, namespaces } from "./namespaces.ts";
import type { Reason } from "./reasons.ts";

export interface Policy {
  readonly blocked: (id: Identifier) => BlockedBecause | null;
  /** Identifiers known to be suspicious, of which not all holders are among the facts; the key with the reason. */
  readonly suspicious?: ReadonlyMap<string, Reason>;
}

/** Why an identifier joins nobody, with the leaves that show it where people disagree. */
export interface Struck {
  readonly state: "shared" | "suspicious" | "blocked";
  readonly reason: Reason;
  readonly conflicts: readonly Conflict[];
}

/** Who is who, and why not more are one. */
export interface Settlement {
  /** The canonical leaf of each leaf. */
  readonly people: ReadonlyMap<string, string>;
  readonly accepted: readonly Proof[];
  /** By identifier key; an identifier that is not here is active. */
  readonly struck: ReadonlyMap<string, Struck>;
  readonly aside: readonly SetAside[];
  /** Leaves that join nobody by what they proved. */
  readonly lone: ReadonlyMap<string, Reason>;
}

/**
 * Decides from facts alone which leaves are one person. The order in which the facts became known means nothing: two
 * calls with the same set give the same people. In this order of rules:
 * 1. A blocked or suspicious identifier joins nobody; nor does a leaf on which many people, or two who disagree, were seen.
 * 2. An identifier that was proved by two leaves who disagree is shared and joins nobody, whoever proved it first.
 * 3. The rest join in the order of their own times (see `joinProofs`), never two who disagree, never beyond a limit.
 * 4. Those whom staff joined are one, and what was said of any of them may be true of all: the rules are then applied once
 *    more in that light.
 */
export function settle(facts: Facts, policy: Policy): Settlement {
  const proofs = proofsAmong(facts.links);
  const struck = new Map<string, Struck>();
  // Also where the word does not count as a proof: a blocked value is not looked for elsewhere, so each leaf must tell alone.
  for (const link of facts.links) {
    if (isClaim(link.how) || !policy.blocked(link)) continue;
    struck.set(identifierKey(link), { state: "blocked", reason: "blocked_value", conflicts: [] });
  }
  const sound = proofs.filter(({ key }) => !struck.has(key));
  const comparer = makeComparer();
  const lone = new Map<string, Reason>();
  for (const leaf of facts.leaves) if (leaf.torn) lone.set(leaf.id, "contradictory_leaf");
  for (const id of suspiciousLeaves(sound)) lone.set(id, "suspicious_leaf");

  const held = sound.filter(({ leafId }) => lone.get(leafId) !== "suspicious_leaf");
  for (const [key, reason] of [...suspiciousIdentifiers(held), ...(policy.suspicious ?? [])]) {
    struck.set(key, { state: "suspicious", reason, conflicts: [] });
  }
  const usable = sound.filter(({ key, leafId }) => !lone.has(leafId) && !struck.has(key));
  const first = applyRules(facts, usable, lone, comparer, null);
  const last = facts.together.length > 0 ? applyRules(facts, usable, lone, comparer, first) : first;
  for (const [key, reason] of last.struck) struck.set(key, reason);
  return { people: last.people, accepted: last.accepted, aside: last.aside, struck, lone };
}

type Round = Omit<Settlement, "lone">;

/** One application of rules 2 to 4; `before` tells whom staff's joining made one. */
function applyRules(
  facts: Facts,
  usable: readonly Proof[],
  lone: ReadonlyMap<string, Reason>,
  comparer: ReturnType<typeof makeComparer>,
  before: Round | null,
): Round {
  const leaves = new Map(facts.leaves.map((leaf) => [leaf.id, leaf]));
  const united = before ? unite(facts, before, lone) : noUnion;
  const apart = new Set(facts.apart.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
  const disagreement = (a: string, b: string): Reason | null => {
    const group = united.groupOf(a);
    if (group !== null && group === united.groupOf(b)) return null;
    if (apart.has(`${a} ${b}`)) return "kept_apart";
    return comparer.disagreement(united.evidenceOf(leaves.get(a)!), united.evidenceOf(leaves.get(b)!));
  };

  const struck = new Map<string, Struck>();
  for (const [key, holders] of Map.groupBy(usable, (proof) => proof.key)) {
    if (namespaces[holders[0]!.ns].onDisagreement !== "share") continue;
    const conflicts = conflictsAmong(
      holders.map(({ leafId }) => leaves.get(leafId)!),
      disagreement,
    );
    if (conflicts[0]) struck.set(key, { state: "shared", reason: conflicts[0].reason, conflicts });
  }
  const joined = joinProofs(
    usable.filter(({ key }) => !struck.has(key)),
    {
      disagreement,
      originOf: (leafId) => leaves.get(leafId)!.origin,
      companies: companiesOf(facts),
      uniqueName: united.uniqueName,
    },
  );
  for (const [key, conflict] of joined.struck) {
    struck.set(key, { state: "shared", reason: conflict.reason, conflicts: [conflict] });
  }
  const people = canonicalLeaves(facts.leaves, [...edgesOf(joined.accepted), ...facts.together]);
  return { people, accepted: joined.accepted, aside: joined.aside, struck };
}

/** The leaves that staff have joined, group by group. */
const companiesOf = ({ leaves, together }: Facts): string[][] =>
  together.length === 0
    ? []
    : [...Map.groupBy(canonicalLeaves(leaves, together), ([, canonical]) => canonical).values()]
        .filter((group) => group.length > 1)
        .map((group) => group.map(([leafId]) => leafId));

/** Each leaf with the oldest one that it disagrees with. */
function conflictsAmong(holders: readonly Leaf[], disagreement: (a: string, b: string) => Reason | null): Conflict[] {
  const sorted = [...holders].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
  return sorted.flatMap((leaf, at) => {
    for (const older of sorted.slice(0, at)) {
      const reason = disagreement(older.id, leaf.id);
      if (reason) return [{ a: older.id, b: leaf.id, reason }];
    }
    return [];
  });
}

function* edgesOf(accepted: readonly Proof[]) {
  const firstHolder = new Map<string, string>();
  for (const { key, leafId } of accepted) {
    const holder = firstHolder.get(key);
    if (holder === undefined) firstHolder.set(key, leafId);
    else yield { a: holder, b: leafId };
  }
}

const noUnion = {
  groupOf: (_leafId: string): string | null => null,
  evidenceOf: (leaf: Leaf): Evidence => leaf,
  uniqueName: (key: string): string => key,
};

/** The persons that staff joined, each with everything that was said of its leaves, save those that join nobody. */
function unite(facts: Facts, before: Round, lone: ReadonlyMap<string, Reason>): typeof noUnion {
  const joinedByStaff = new Set(facts.together.map(({ a }) => before.people.get(a)!));
  const groupOf = (leafId: string): string | null => {
    const canonical = before.people.get(leafId)!;
    return joinedByStaff.has(canonical) ? canonical : null;
  };
  const evidence = new Map<string, Evidence>();
  const sound = facts.leaves.filter(({ id }) => !lone.has(id));
  for (const [canonical, members] of Map.groupBy(sound, ({ id }) => before.people.get(id)!)) {
    const names = members.flatMap((leaf) => leaf.names);
    const birthDates = members.flatMap((leaf) => leaf.birthDates);
    evidence.set(canonical, { names: [...new Set(names)], birthDates: [...new Set(birthDates)] });
  }
  const unique = new Map<string, string>();
  for (const { ns, key, leafId } of before.accepted) {
    const group = isUnique(ns) ? groupOf(leafId) : null;
    if (group !== null) unique.set(key, group);
  }
  return {
    groupOf,
    evidenceOf: (leaf) => evidence.get(groupOf(leaf.id) ?? "") ?? leaf,
    uniqueName: (key) => unique.get(key) ?? key,
  };
}
