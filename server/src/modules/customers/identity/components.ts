/** What is needed of a leaf to choose the one by which a person is read. */
export interface Dated {
  readonly id: string;
  readonly createdAt: Date;
}

interface Pair {
  readonly a: string;
  readonly b: string;
}

/**
 * The canonical leaf of each leaf: the oldest, then the one with the smaller id, of all that the edges join. Neither
 * the order of leaves nor that of edges matters; edges to leaves outside the list are an error of the caller and throw.
 */
export function canonicalLeaves(leaves: readonly Dated[], edges: readonly Pair[]): Map<string, string> {
  const dated = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const parents = new Map(leaves.map(({ id }) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    for (;;) {
      const parent = parents.get(at);
      if (parent === undefined) throw new Error(`edge to a leaf that is not there: ${at}`);
      if (parent === at) return at;
      const above = parents.get(parent)!;
      parents.set(at, above);
      at = above;
    }
  };
  for (const { a, b } of edges) {
    const [first, second] = [root(a), root(b)].map((id) => dated.get(id)!).sort(byAge) as [Dated, Dated];
    parents.set(second.id, first.id);
  }
  return new Map(leaves.map(({ id }) => [id, root(id)]));
}

/** Orders leaves by age, the oldest first. */
export const byAge = (a: Dated, b: Dated): number =>
  a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
