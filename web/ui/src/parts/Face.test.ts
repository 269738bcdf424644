import { expect, test } from "vitest";
import { initials } from "./Face.tsx";

test("first letters of the first and the last name", () => {
  expect(["Anna Nowak", "ștefan", "Jan Maria Łęcki", "  ", null].map(initials)).toEqual(["AN", "Ș", "JŁ", "", ""]);
});
