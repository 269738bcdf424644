import { compareNames, type NameVerdict } from "./compare-names.ts";
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
    /** True when what was said under one leaf cannot all be true of one person. */
    contradicts({ names, birthDates }: Evidence): boolean {
      const clash = names.some((name, at) =>
        names.slice(at + 1).some((other) => namesVerdict(name, other) === "disagree"),
      );
      return clash || new Set(birthDates).size > 1;
    },
  };
}
