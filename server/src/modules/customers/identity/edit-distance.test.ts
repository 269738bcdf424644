import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance } from "./edit-distance.ts";

test.each([
  ["", "", 0],
  ["kowalski", "kowalski", 0],
  ["kowalski", "kowaski", 1],
  ["kowalski", "kowalskii", 1],
  ["kowalski", "kowolski", 1],
  ["kowalski", "kowaslki", 1],
  ["anna", "", 4],
  ["jan", "anna", 3],
])("from %j to %j it is %i", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test("it is the same both ways and zero only for the same word", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});
