import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { data } from "../../../../test/data.ts";
import { compareNames } from "./compare-names.ts";
import { foldText } from "./fold-text.ts";
import { givenNamesOf, isSameGivenName } from "./given-names.ts";

test.each([
  ["Anna Kowalska", "Anna Kowalska", "same"],
  ["Kowalska Anna", "anna KOWALSKA", "same"],
  ["Kowalski, Jan", "dr inż. Jan Kowalski", "same"],
  ["Pan Jan Kowalski", "Jan Kowalski", "same"],
  ["Dl. Ion Popescu", "popescu ion", "same"],
  ["D-na Ioana Popescu", "Ioana Popescu", "same"],
  ["Ștefan Țîrlea", "Stefan Ţîrlea", "same"],
  ["Wójcik Żaneta", "Zaneta Wojcik", "same"],
  ["Anna", "Anna Kowalska", "part"],
  ["Kowalska", "Anna Kowalska", "part"],
  ["Anna Kowalska-Nowak", "Anna Nowak", "part"],
  ["Ana-Maria Popescu", "Ana Popescu", "part"],
  ["Anna (Ania) Kowalska", "Anna Kowalska", "part"],
  ["Kasia Nowak", "Katarzyna Nowak", "same"],
  ["Gosia", "Małgorzata Wójcik", "part"],
  ["Ola Nowak", "Aleksandra Nowak", "same"],
  ["Ola Nowak", "Olga Nowak", "same"],
  ["Nicu Popescu", "Nicolae Popescu", "same"],
  ["Mișu Ionescu", "Mihai Ionescu", "same"],
  ["Jan K.", "Jan Kowalski", "same"],
  ["J. Kowalski", "Jan Kowalski", "same"],
  ["I. Popescu", "Ion Popescu", "same"],
  ["Anna Kowalski", "Anna Kowalska", "same"],
  ["Zofia Zielony", "Zofia Zielona", "same"],
  ["Katarzna Wisniewska", "Katarzyna Wiśniewska", "same"],
  ["Krzystof Brzeczyszczykiewicz", "Krzysztof Brzęczyszczykiewicz", "same"],
  ["Anna i Jan Kowalscy", "Anna i Jan Kowalscy", "same"],
])("%s and %s agree: %s", (a, b, reason) => {
  expect(compareNames(a, b)).toEqual({ verdict: "agree", reason });
});

test.each([
  ["Jan Kowalski", "Anna Kowalska", "given_name"],
  ["Ion Popescu", "Maria Popescu", "given_name"],
  ["J. Kowalska", "Jan Kowalski", "given_name"],
  ["Kowalski", "Anna Kowalska", "given_name"],
  ["Maria Popescu", "Marta Popescu", "given_name"],
  ["Alina Nowak", "Halina Nowak", "given_name"],
  ["Mariana Popescu", "Marina Popescu", "given_name"],
  ["Adrian Popescu", "Adriana Popescu", "given_name"],
  ["Ion Popescu", "Ionuț Popescu", "given_name"],
  ["Olga Nowak", "Aleksandra Nowak", "given_name"],
  ["B. Kowalska", "Anna Kowalska", "given_name"],
  ["Anna Nowak", "Anna Kowalska", "family_name"],
  ["Jan Kowalski", "Jan Kowalczyk", "family_name"],
  ["Anna", "Jan Kowalski", "nothing_in_common"],
  ["Jan Kowalski", "Jan Kowalski jr", "generation"],
  ["Jan Kowalski sr.", "Jan Kowalski jr.", "generation"],
  ["Anna i Jan Kowalscy", "Anna Kowalska", "several_people"],
  ["Ana și Ion Popescu", "Ion Popescu", "several_people"],
  ["Jan & Anna Kowalski", "Jan Kowalski", "several_people"],
  ["Rodzina Kowalskich", "Anna Kowalska", "several_people"],
])("%s and %s disagree: %s", (a, b, reason) => {
  expect(compareNames(a, b)).toEqual({ verdict: "disagree", reason });
});

test.each([
  ["", "Anna Kowalska", "not_a_name"],
  ["Klient", "Anna Kowalska", "not_a_name"],
  ["zorro99", "Anna Kowalska", "not_a_name"],
  ["anna@wp.pl", "Jan Kowalski", "not_a_name"],
  ["ABC Sp. z o.o.", "Anna Kowalska", "not_a_name"],
  ["Popescu Trans S.R.L.", "Ion Popescu", "not_a_name"],
  ["Pan", "Anna Kowalska", "not_a_name"],
  ["A. K.", "Anna Kowalska", "only_initials"],
  ["Олена Шевченко", "Olena Shevchenko", "other_script"],
  ["Anna", "Nowak", "other_part"],
  ["Ana Maria", "Ana Popescu", "other_part"],
  ["Kitty", "Anna Kowalska", "one_word"],
])("%j and %j say nothing: %s", (a, b, reason) => {
  expect(compareNames(a, b)).toEqual({ verdict: "unknown", reason });
});

const word = fc.constantFrom(
  ..."Anna Ana Jan Kasia Katarzyna Kowalski Kowalska Kowalska-Nowak Nowak K. J. i dr Pani Maria Popescu jr Sp. Kitty & Олена 7".split(
    " ",
  ),
);

test("the order of the arguments makes no difference", () => {
  const name = fc.oneof(
    fc.array(word, { maxLength: 4 }).map((words) => words.join(" ")),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(compareNames(a, b)).toEqual(compareNames(b, a));
    }),
    { numRuns: 1000 },
  );
});

test("a name never disagrees with itself", () => {
  const name = fc.oneof(
    fc.array(word, { maxLength: 4 }).map((words) => words.join(" ")),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(name, (a) => {
      expect(compareNames(a, a).verdict).not.toBe("disagree");
    }),
    { numRuns: 1000 },
  );
});

interface Vocabulary {
  person: { first_name: { female: string[]; male: string[] }; last_name: { generic: string[] } };
}

describe.each(["pl", "ro"])("names as people of %s bear them", (language) => {
  const url = data(`names/${language}.json`);
  const people = (run: (given: string[], surnames: string[]) => void) => () => {
    const { person } = JSON.parse(readFileSync(url!, "utf8")) as Vocabulary;
    run([...person.first_name.female, ...person.first_name.male], person.last_name.generic);
  };

  test.skipIf(!url)(
    "agree however one person writes them",
    people((given, surnames) => {
      const wrong = given.flatMap((first, at) => {
        const last = surnames[(at * 7) % surnames.length]!;
        const name = `${first} ${last}`;
        const spellings = [
          `${last} ${first}`,
          foldText(name),
          name.toUpperCase(),
          `${first[0]}. ${last}`,
          first,
          `dr ${name}`,
        ];
        return spellings
          .filter((spelling) => compareNames(name, spelling).verdict !== "agree")
          .map((s) => `${name}: ${s}`);
      });
      expect(wrong).toEqual([]);
    }),
  );

  test.skipIf(!url)(
    "disagree where two of one household have different given names that we know",
    people((given, surnames) => {
      const known = given.filter((name) => !name.includes("-") && givenNamesOf(foldText(name)).size > 0);
      const wrong = known.flatMap((first, i) =>
        known.slice(i + 1).flatMap((second, j) => {
          const last = surnames[(i * 31 + j * 17) % surnames.length]!;
          const same = isSameGivenName(foldText(first), foldText(second));
          const { verdict } = compareNames(`${first} ${last}`, `${second} ${last}`);
          return !same && verdict !== "disagree" ? [`${first}, ${second} ${last}`] : [];
        }),
      );
      expect(wrong).toEqual([]);
    }),
  );
});
