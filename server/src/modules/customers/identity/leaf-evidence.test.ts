import { describe, expect, test } from "vitest";
import type { Trait, TraitSource } from "./golden-record.ts";
import { isTorn, makeComparer } from "./leaf-evidence.ts";

const comparer = makeComparer();
const evidence = (names: string[], birthDates: string[] = []) => ({ names, birthDates });

describe("two disagree", () => {
  test.each([
    ["by name", evidence(["Anna Kowalska"]), evidence(["Jan Kowalski"]), "name_disagrees"],
    ["not where one alternative agrees", evidence(["Anna Kowalska", "Anna Nowak"]), evidence(["Anna Nowak"]), null],
    ["not where nothing is said", evidence([]), evidence(["Jan Kowalski"]), null],
    ["not where nothing can be told", evidence(["Kitty"]), evidence(["Jan Kowalski"]), null],
    [
      "by birth date, also under one name",
      evidence(["Jan"], ["1950-01-01"]),
      evidence(["Jan"], ["1980-01-01"]),
      "birth_date_disagrees",
    ],
    [
      "not where one birth date is the same",
      evidence([], ["1950-01-01", "1951-01-01"]),
      evidence([], ["1950-01-01"]),
      null,
    ],
    ["not where one has none", evidence([], ["1950-01-01"]), evidence([]), null],
  ])("%s", (_, a, b, reason) => {
    expect(comparer.disagreement(a, b)).toBe(reason);
    expect(comparer.disagreement(b, a)).toBe(reason);
  });
});

describe("a leaf is torn", () => {
  const said = (key: string, value: string, source: TraitSource = "customer"): Trait => ({
    leafId: "a",
    key,
    source,
    value,
    at: new Date(0),
  });
  const [anna, jan] = [said("name", "Anna Kowalska"), said("name", "Jan Kowalski")];

  test.each([
    ["by two given names", [anna, jan], "chat", true],
    ["by two birth dates", [said("birth_date", "1950-01-01"), said("birth_date", "1980-01-01")], "form", true],
    ["not by a new family name", [anna, said("name", "Anna Nowak")], "chat", false],
    [
      "not by a correction of staff's",
      [said("name", "Joanna Kowalska"), said("name", "Anna Kowalska", "staff")],
      "chat",
      false,
    ],
    ["not by what an account is called", [anna, jan], "user", false],
    ["not by one way and another of writing a name", [anna, said("name", "Ania")], "chat", false],
    ["not by other keys", [anna, said("locale", "pl"), said("locale", "ro")], "chat", false],
  ] as const)("%s", (_, traits, origin, torn) => {
    expect(isTorn(traits, origin)).toBe(torn);
  });
});
