import fc from "fast-check";
import { expect, test } from "vitest";
import { alternatives, goldenRecord, goldenSayings, type Trait, type TraitSource } from "./golden-record.ts";

const trait = (key: string, value: string, source: TraitSource, day: number, leafId = "a"): Trait => ({
  leafId,
  key,
  value,
  source,
  at: new Date(Date.UTC(2026, 0, day)),
});

test.each([
  [
    "staff before a newer word of the customer",
    [trait("name", "Anna Kowalska", "staff", 1), trait("name", "Ania", "customer", 5)],
    { name: "Anna Kowalska" },
  ],
  [
    "a proved one before an import",
    [trait("name", "Jan", "import", 5), trait("name", "Jan Nowak", "proved", 1)],
    { name: "Jan Nowak" },
  ],
  [
    "of one source the newest",
    [trait("birth_date", "1980-01-01", "customer", 1), trait("birth_date", "1981-01-01", "customer", 2)],
    { birth_date: "1981-01-01" },
  ],
  [
    "of a name the fuller",
    [trait("name", "Anna", "customer", 5), trait("name", "Anna Kowalska", "customer", 1)],
    { name: "Anna Kowalska" },
  ],
  [
    "but not another's fuller name",
    [trait("name", "Anna", "customer", 5), trait("name", "Jan Kowalski", "customer", 1)],
    { name: "Anna" },
  ],
  [
    "the latest language whoever said it",
    [trait("locale", "pl", "staff", 1), trait("locale", "ro", "event", 2)],
    { locale: "ro" },
  ],
  [
    "nothing where staff cleared it",
    [trait("birth_date", "", "staff", 3), trait("birth_date", "1980-01-01", "customer", 5)],
    {},
  ],
  [
    "over all leaves",
    [trait("name", "Anna", "event", 1, "a"), trait("locale", "ro", "event", 1, "b")],
    { locale: "ro", name: "Anna" },
  ],
] as const)("the record takes %s", (_, traits, record) => {
  expect(goldenRecord(traits)).toEqual(record);
});

test("neither the order of what was said nor the leaf on which makes a difference", () => {
  const said = fc.record({
    leafId: fc.constantFrom("a", "b"),
    key: fc.constantFrom("name", "locale"),
    source: fc.constantFrom<TraitSource>("staff", "proved", "customer", "event"),
    value: fc.constantFrom("", "Anna", "Anna Kowalska", "Jan", "ro"),
    at: fc.constantFrom(new Date(0), new Date(1)),
  });
  fc.assert(
    fc.property(
      fc
        .array(said, { maxLength: 8 })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([one, other]) => {
        expect(goldenRecord(other.map((t) => ({ ...t, leafId: "z" })))).toEqual(goldenRecord(one));
      },
    ),
    { numRuns: 1000 },
  );
});

test("a name that staff wrote is not made fuller", () => {
  const said = [trait("name", "Anna", "staff", 5), trait("name", "Anna Kowalska", "staff", 1)];
  expect(goldenRecord(said)).toEqual({ name: "Anna" });
});

test("it is known on which leaf the value of the record was said", () => {
  const said = [trait("name", "Jan", "event", 1, "a"), trait("name", "Jan Nowak", "customer", 1, "b")];
  expect(goldenSayings(said).get("name")).toMatchObject({ leafId: "b", value: "Jan Nowak" });
});

test("people are compared by all that was said and corrected", () => {
  const said = [
    trait("name", "Anna Kowalska", "customer", 1),
    trait("locale", "pl", "event", 2),
    trait("name", "", "staff", 2),
  ];
  expect(alternatives([...said, trait("name", "Anna Nowak", "staff", 3)], "name")).toEqual([
    "Anna Kowalska",
    "Anna Nowak",
  ]);
});
