import { expect, test } from "vitest";
import { readName } from "./read-name.ts";

test.each([
  ["dr hab. inż. Jan Kowalski", ["jan", "kowalski"]],
  ["Kowalska-Nowak, Anna", ["kowalska", "nowak", "anna"]],
  ["D-na Ioana Țîrlea", ["ioana", "tirlea"]],
  ["J. Kowalski", ["j", "kowalski"]],
  ["“Anna” (Ania) Kowalska", ["anna", "ania", "kowalska"]],
])("%s has the parts %j", (text, parts) => {
  expect(readName(text)).toEqual({ parts, generation: null, several: false });
});

test.each([
  ["Jan Kowalski jr", "younger"],
  ["Ion Popescu Sr.", "elder"],
  ["Jan Kowalski III", "younger"],
  ["Junior Popescu", null],
])("%s is %s", (text, generation) => {
  expect(readName(text)).toMatchObject({ generation });
});

test.each(["Anna i Jan Kowalscy", "Ana și Ion Popescu", "Jan & Anna", "Rodzina Kowalskich", "Fam. Popescu"])(
  "%s are several",
  (text) => {
    expect(readName(text)).toMatchObject({ several: true });
  },
);

test("a capital I is an initial", () => {
  expect(readName("Popescu I Ion")).toMatchObject({ several: false, parts: ["popescu", "i", "ion"] });
});

test.each([
  "",
  "  ",
  "Klient",
  "zorro99",
  "anna@wp.pl",
  "ABC Sp. z o.o.",
  "Popescu S.R.L.",
  "PHU Kowalski Sp. j. Sklep",
  "Pan",
  "a b c d e f g",
])("%j is no person's name", (text) => {
  expect(readName(text)).toBeNull();
});
