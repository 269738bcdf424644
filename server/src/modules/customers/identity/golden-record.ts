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
 * then the smaller text; a name that is only a part of another of the same source gives way to the fuller one. Neither
 * the order of the traits nor the leaf matters, so a merge and its undoing leave nothing behind.
 */
export function goldenRecord(traits: readonly Trait[]): Record<string, string> {
  const record: Record<string, string> = {};
  const byKey = [...Map.groupBy(traits, ({ key }) => key)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, said] of byKey) {
    const sorted = said.toSorted(
      newestWins.has(key) ? byTime : (a, b) => trust[a.source] - trust[b.source] || byTime(a, b),
    );
    const value = key === "name" ? fullerName(sorted) : sorted[0]!.value;
    if (value !== "") record[key] = value;
  }
  return record;
}

const byTime = (a: Trait, b: Trait): number =>
  b.at.getTime() - a.at.getTime() || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

function fullerName(sorted: readonly Trait[]): string {
  const best = sorted[0]!;
  const parts = (name: string): number => readName(name)?.parts.length ?? 0;
  const fuller = sorted
    .filter(({ source, value }) => source === best.source && isPartOf(best.value, value))
    .toSorted((a, b) => parts(b.value) - parts(a.value) || byTime(a, b));
  return fuller[0] && parts(fuller[0].value) > parts(best.value) ? fuller[0].value : best.value;
}

const isPartOf = (name: string, other: string): boolean => compareNames(name, other).reason === "part";

/**
 * The alternatives under which a leaf is compared with others: every value that was said, or, once staff have written
 * one, their latest alone.
 */
export function alternatives(traits: readonly Trait[], key: string): string[] {
  const said = traits.filter((trait) => trait.key === key);
  const byStaff = said.filter(({ source }) => source === "staff").toSorted(byTime)[0];
  const values = byStaff ? [byStaff.value] : said.map(({ value }) => value);
  return [...new Set(values)].filter((value) => value !== "").sort();
}
