import { compareNames } from "./compare-names.ts";
import { readName } from "./read-name.ts";

export type TraitSource = "staff" | "proved" | "import" | "customer" | "event";

/** Something that was said of a leaf, with the last time that this source said it. Staff clear a key by an empty value. */
export interface Trait {
  readonly leafId: string;
  readonly key: string;
  readonly source: TraitSource;
  readonly value: string;
  readonly at: Date;
}

const trust: Record<TraitSource, number> = { staff: 0, proved: 1, import: 2, customer: 3, event: 4 };

/** Keys in which the customer's latest word counts more than a better source. */
const newestWins = new Set(["locale"]);

/**
 * One record from everything that was said of all leaves of a person, by key: the most trusted source, then the newest,
 * then the smaller text; a name that is only a part of another of the same source gives way to the fuller one, unless
 * staff wrote it. Neither the order of the traits nor the leaf matters, so a merge and its undoing leave nothing behind.
 */
export function goldenRecord(traits: readonly Trait[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [key, { value }] of goldenSayings(traits)) if (value !== "") record[key] = value;
  return record;
}

/** By key the saying that `goldenRecord` takes. Whoever corrects it does so on its leaf, where the former value stands. */
export function goldenSayings(traits: readonly Trait[]): Map<string, Trait> {
  const byKey = [...Map.groupBy(traits, ({ key }) => key)].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(byKey.map(([key, said]) => [key, best(key, said)]));
}

function best(key: string, said: readonly Trait[]): Trait {
  const sorted = said.toSorted(
    newestWins.has(key) ? byTime : (a, b) => trust[a.source] - trust[b.source] || byTime(a, b),
  );
  const first = sorted[0]!;
  return key === "name" && first.source !== "staff" ? fullerName(first, sorted) : first;
}

const byTime = (a: Trait, b: Trait): number =>
  b.at.getTime() - a.at.getTime() || (a.value < b.value ? -1 : a.value > b.value ? 1 : a.leafId < b.leafId ? -1 : 1);

function fullerName(first: Trait, sorted: readonly Trait[]): Trait {
  const parts = (name: string): number => readName(name)?.parts.length ?? 0;
  const fuller = sorted
    .filter(({ source, value }) => source === first.source && isPartOf(first.value, value))
    .toSorted((a, b) => parts(b.value) - parts(a.value) || byTime(a, b))[0];
  return fuller && parts(fuller.value) > parts(first.value) ? fuller : first;
}

const isPartOf = (name: string, other: string): boolean => compareNames(name, other).reason === "part";

/**
 * All values that were said under a key, staff's among them: a leaf disagrees with another only where none of them agrees.
 * A correction so never parts a leaf from those who still say what was corrected.
 */
export const alternatives = (traits: readonly Trait[], key: string): string[] =>
  [...new Set(traits.filter((trait) => trait.key === key && trait.value !== "").map(({ value }) => value))].sort();
