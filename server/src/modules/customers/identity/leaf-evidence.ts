import type { Namespace } from "../../../../../contract/customers.ts";
import { compareNames, type NameVerdict } from "./compare-names.ts";
import { alternatives, type Trait } from "./golden-record.ts";
import { isUnique, namespaces } from "./namespaces.ts";
import type { Reason } from "./reasons.ts";

/** What was said of somebody; several values are alternatives, such as a name before and after a marriage. */
export interface Evidence {
  readonly names: readonly string[];
  readonly birthDates: readonly string[];
}

/** Compares people and remembers the names it has compared, since a person's leaves repeat them. */
export function makeComparer() {
  const verdicts = new Map<string, NameVerdict>();
  const namesVerdict = (a: string, b: string): NameVerdict => {
    const key = `${a}\n${b}`;
    const known = verdicts.get(key) ?? compareNames(a, b).verdict;
    verdicts.set(key, known);
    return known;
  };

  return {
    /** Why two cannot be one person: no alternative of one agrees with any of the other. Null when nothing speaks against it. */
    disagreement(a: Evidence, b: Evidence): Reason | null {
      const names = a.names.flatMap((name) => b.names.map((other) => namesVerdict(name, other)));
      if (names.includes("disagree") && !names.includes("agree")) return "name_disagrees";
      const dated = a.birthDates.length > 0 && b.birthDates.length > 0;
      return dated && !a.birthDates.some((date) => b.birthDates.includes(date)) ? "birth_date_disagrees" : null;
    },
  };
}

/**
 * True when what was said under one leaf, staff's corrections aside, cannot all be true of one person: two given names,
 * two birth dates. Another family name may come by a marriage, and an account has one holder whatever it is called.
 */
export function isTorn(traits: readonly Trait[], origin: string): boolean {
  if (Object.hasOwn(namespaces, origin) && isUnique(origin as Namespace)) return false;
  const said = traits.filter(({ source }) => source !== "staff");
  const names = alternatives(said, "name");
  const clash = names.some((name, at) =>
    names.slice(at + 1).some((other) => {
      const { verdict, reason } = compareNames(name, other);
      return verdict === "disagree" && reason !== "family_name";
    }),
  );
  return clash || alternatives(said, "birth_date").length > 1;
}
