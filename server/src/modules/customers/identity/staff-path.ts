/** A merge as far as it matters for who holds whom: the two leaves that it joins, and whose word it is. */
export interface Bond {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly byStaff: boolean;
}

/**
 * The merges by staff that lead from one end of a merge to the other without it. While there are any, undoing that merge
 * parts nobody. Empty where there is no such way.
 */
export const staffPath = (bonds: readonly Bond[], around: Bond): string[] =>
  wayBetween(
    bonds.filter(({ byStaff, id }) => byStaff && id !== around.id),
    around.a,
    around.b,
  ).map(({ id }) => id);

/** Merges that lead from one leaf to another, as few as can be; none where there is no way. */
export function wayBetween(bonds: readonly Bond[], from: string, to: string): Bond[] {
  const reached = new Map<string, Bond[]>([[from, []]]);
  for (const [leaf, way] of reached) {
    for (const bond of bonds) {
      const next = bond.a === leaf ? bond.b : bond.b === leaf ? bond.a : null;
      if (next !== null && !reached.has(next)) reached.set(next, [...way, bond]);
    }
  }
  return reached.get(to) ?? [];
}

/**
 * The pairs of leaves that would have to be two people for the rules no longer to make one of the two ends of a merge that
 * is gone: each leaf that staff joined to the one end with each that they joined to the other, where rules join those two.
 */
export function pairsAcross(bonds: readonly Bond[], a: string, b: string): (readonly [string, string])[] {
  const byStaff = bonds.filter((bond) => bond.byStaff);
  const byRule = bonds.filter((bond) => !bond.byStaff);
  const others = reachedFrom(b, byStaff);
  return [...reachedFrom(a, byStaff)].flatMap((leaf) => {
    const joined = reachedFrom(leaf, byRule);
    return [...others].filter((other) => joined.has(other)).map((other) => [leaf, other] as const);
  });
}

function reachedFrom(start: string, bonds: readonly Bond[]): Set<string> {
  const reached = new Set([start]);
  for (const leaf of reached) {
    for (const { a, b } of bonds) {
      if (a === leaf) reached.add(b);
      else if (b === leaf) reached.add(a);
    }
  }
  return reached;
}
