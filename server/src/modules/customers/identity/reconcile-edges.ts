import type { Proof } from "./facts.ts";
import { type Identifier, identifierKey } from "./namespaces.ts";

/** A merge by rule, as it stands in the log: both leaves proved the identifier. */
export interface RuleEdge extends Identifier {
  readonly id: string;
  readonly a: string;
  readonly b: string;
}

export interface EdgeChanges {
  readonly append: readonly Omit<RuleEdge, "id">[];
  readonly undo: readonly RuleEdge[];
}

/**
 * What to append to the log and what to void in it, so that the edges which stand join exactly the leaves of each
 * accepted identifier. What still holds is left as it is: a repeat changes nothing. `standing` must be every edge that
 * is not undone on the identifiers of the settled neighbourhood; `accepted` in the order in which it was settled.
 */
export function reconcileEdges(standing: readonly RuleEdge[], accepted: readonly Proof[]): EdgeChanges {
  const edgesByKey = Map.groupBy(standing, identifierKey);
  const append: Omit<RuleEdge, "id">[] = [];
  const undo: RuleEdge[] = [];
  for (const [key, holders] of Map.groupBy(accepted, (proof) => proof.key)) {
    const group = new Map(holders.map(({ leafId }) => [leafId, leafId]));
    const find = (leafId: string): string => {
      const next = group.get(leafId)!;
      return next === leafId ? next : find(next);
    };
    for (const edge of edgesByKey.get(key) ?? []) {
      const joins = group.has(edge.a) && group.has(edge.b) && find(edge.a) !== find(edge.b);
      if (joins) group.set(find(edge.b), find(edge.a));
      else undo.push(edge);
    }
    const { ns, value, leafId: first } = holders[0]!;
    for (const { leafId } of holders) {
      if (find(leafId) === find(first)) continue;
      append.push({ ns, value, a: first, b: leafId });
      group.set(find(leafId), find(first));
    }
    edgesByKey.delete(key);
  }
  undo.push(...[...edgesByKey.values()].flat());
  return { append, undo };
}
