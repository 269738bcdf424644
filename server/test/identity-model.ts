import { canonicalLeaves } from "../src/modules/customers/identity/components.ts";
import { type Facts, isClaim, type Leaf, type Link, type Verdict } from "../src/modules/customers/identity/facts.ts";
import { type FactReader, findNeighbourhood } from "../src/modules/customers/identity/find-neighbourhood.ts";
import { identifierKey } from "../src/modules/customers/identity/namespaces.ts";
import type { Reason } from "../src/modules/customers/identity/reasons.ts";
import { type RuleEdge, reconcileEdges } from "../src/modules/customers/identity/reconcile-edges.ts";
import { type Policy, type Settlement, settle } from "../src/modules/customers/identity/settle.ts";
import { type Decision, decideProof } from "./identity-decision.ts";
import { type Birth, type Fact, leafOf } from "./identity-facts.ts";

export type { Birth, Fact } from "./identity-facts.ts";

/**
 * The reference for the operations on the database: it learns one fact at a time, looks only at the neighbourhood of
 * what the fact touches, and keeps people in the edge log alone. Promised: after the same facts in any order the people,
 * the state of every identifier and the leaves that join nobody are the same, and the same as `settle` gives for all
 * facts at once. Facts carry their own times; the time at which they become known is no fact. Not promised: the same
 * edges (those that stand join the same people), and anything once a neighbourhood exceeds its bound.
 */
export function makeModel(births: readonly Birth[], blocked: Policy["blocked"]) {
  const leaves = new Map<
    string,
    { id: string; createdAt: Date; origin: string; names: Set<string>; birthDates: Set<string> }
  >();
  const links = new Map<string, Link>();
  const verdicts = { together: new Map<string, Verdict>(), apart: new Map<string, Verdict>() };
  const suspicious = new Map<string, Reason>();
  const log: (RuleEdge & { undone: boolean })[] = [];

  const toLeaf = (id: string): Leaf => {
    const { names, birthDates, ...birth } = leaves.get(id)!;
    return leafOf(birth, [...names], [...birthDates]);
  };
  const allFacts = (): Facts => ({
    leaves: [...leaves.keys()].map(toLeaf),
    links: [...links.values()],
    together: [...verdicts.together.values()],
    apart: [...verdicts.apart.values()],
  });
  const reader: FactReader = {
    leaves: async (ids) => ids.map(toLeaf),
    linksOf: async (ids) => [...links.values()].filter(({ leafId }) => ids.includes(leafId)),
    holdersOf: async (identifiers) => {
      const keys = new Set(identifiers.map(identifierKey));
      return [...links.values()]
        .filter((link) => !isClaim(link.how) && keys.has(identifierKey(link)))
        .map((link) => link.leafId);
    },
    suspicious: async (identifiers) =>
      new Map(
        identifiers
          .map(identifierKey)
          .flatMap((key) => (suspicious.has(key) ? [[key, suspicious.get(key)!] as const] : [])),
      ),
    verdicts: async (ids) => {
      const touching = (of: Map<string, Verdict>) =>
        [...of.values()].filter(({ a, b }) => ids.includes(a) || ids.includes(b));
      return { together: touching(verdicts.together), apart: touching(verdicts.apart) };
    },
  };

  const appear = (id: string): void => {
    const birth = births.find((one) => one.id === id)!;
    if (!leaves.has(id)) leaves.set(id, { ...birth, names: new Set(), birthDates: new Set() });
  };
  const standing = () => log.filter(({ undone }) => !undone);

  /** Writes a settlement of some leaves into the log and the directory. */
  const record = (settlement: Settlement): void => {
    const mine = standing().filter((edge) => settlement.people.has(edge.a) || settlement.people.has(edge.b));
    const { append, undo } = reconcileEdges(mine, settlement.accepted);
    for (const edge of undo) log.find(({ id }) => id === edge.id)!.undone = true;
    for (const edge of append) log.push({ ...edge, id: String(log.length), undone: false });
    const judged = [...links.values()].filter(({ leafId, how }) => settlement.people.has(leafId) && !isClaim(how));
    for (const link of judged) suspicious.delete(identifierKey(link));
    for (const [key, { state, reason }] of settlement.struck) if (state !== "shared") suspicious.set(key, reason);
  };

  /** Learns one fact; of a proof it answers what was decided. */
  async function learn(fact: Fact): Promise<Decision | null> {
    const touched = "link" in fact ? [fact.link.leafId] : "a" in fact ? [fact.a, fact.b] : [fact.leafId];
    for (const id of touched) appear(id);
    let decision: Decision | null = null;
    if ("link" in fact) {
      const { link } = fact;
      const place = `${link.leafId} ${identifierKey(link)} ${link.how}`;
      const known = links.get(place);
      if (known && known.at <= link.at) return null;
      const holders = await reader.holdersOf([link]);
      const around = await findNeighbourhood(reader, [...touched, ...holders]);
      if (!isClaim(link.how)) decision = decideProof(around.facts, link, { blocked, suspicious: around.suspicious });
      links.set(place, link);
    } else if ("leafId" in fact)
      leaves.get(fact.leafId)![fact.kind === "name" ? "names" : "birthDates"].add(fact.value);
    else if (fact.kind === "notTogether") verdicts.together.delete(`${fact.a} ${fact.b}`);
    else if (fact.kind === "notApart") verdicts.apart.delete(`${fact.a} ${fact.b}`);
    else verdicts[fact.kind].set(`${fact.a} ${fact.b}`, { a: fact.a, b: fact.b });
    const around = await findNeighbourhood(reader, touched);
    record(settle(around.facts, { blocked, suspicious: around.suspicious }));
    return decision;
  }

  return {
    learn,
    facts: allFacts,
    log: () => log,
    /** The canonical leaf of each leaf, read from the log and from staff's joining. */
    people: (): Map<string, string> =>
      canonicalLeaves(allFacts().leaves, [...standing(), ...verdicts.together.values()]),
    suspicious: () => suspicious,
  };
}
