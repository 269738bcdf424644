import type { Proof } from "./facts.ts";
import { limits, type Reason } from "./reasons.ts";

interface Person {
  readonly leaves: string[];
  readonly keys: Set<string>;
}

/**
 * Keeps count of people while proofs join them: leaves and identifiers of all that is one person on the screens, whoever
 * joined it. `companies` are the groups of leaves that staff have joined.
 */
export function personSizes(companies: readonly (readonly string[])[]) {
  const people = new Map<string, Person>();
  for (const leaves of companies) {
    const person = { leaves: [...leaves], keys: new Set<string>() };
    for (const leafId of leaves) people.set(leafId, person);
  }
  const personOf = (leafId: string): Person => {
    const person = people.get(leafId) ?? { leaves: [leafId], keys: new Set<string>() };
    people.set(leafId, person);
    return person;
  };

  return {
    /** Why this proof would make one person too large; `holder` is a leaf that the identifier joined already. */
    tooMuch({ leafId, key }: Proof, holder: string | undefined): Reason | null {
      const mine = personOf(leafId);
      const theirs = holder === undefined ? { leaves: [], keys: new Set([key]) } : personOf(holder);
      if (mine === theirs) return null;
      if (mine.leaves.length + theirs.leaves.length > limits.leaves) return "limit_leaves_100";
      const added = [...theirs.keys].filter((one) => !mine.keys.has(one)).length;
      return mine.keys.size + added > limits.identifiers ? "limit_identifiers_1000" : null;
    },

    /** The proof was accepted. */
    join({ leafId, key }: Proof, holder: string | undefined): void {
      const mine = personOf(leafId);
      mine.keys.add(key);
      const theirs = holder === undefined ? mine : personOf(holder);
      if (mine === theirs) return;
      const [large, small] = mine.leaves.length < theirs.leaves.length ? [theirs, mine] : [mine, theirs];
      for (const one of small.leaves) {
        large.leaves.push(one);
        people.set(one, large);
      }
      for (const one of small.keys) large.keys.add(one);
    },
  };
}
