import { expect, test } from "vitest";
import { atWork, startOfDay } from "./hours.ts";
import { calls, products, talks } from "./talks.ts";
import { fillIn } from "./words.ts";

const languages = ["pl", "ro", "en"] as const;
const textsOf = (locale: (typeof languages)[number], female: boolean) =>
  products[locale].flatMap(({ name, whom = name, whose = name }) =>
    [
      ...talks[locale].flatMap(({ subject, turns }) => [subject, ...turns.map(([, text]) => text)]),
      ...calls[locale],
    ].map((text) => fillIn(text, female, { product: name, whom, whose })),
  );

test.each([
  ["pl", /\b(Zamówiłam|Chciałabym|Pani|Klientka)\b/, /\b(Zamówiłem|Chciałbym|Pan|Klient)\b/],
  ["ro", /\b(Clienta|sunată)(?!\p{L})/u, /\b(Clientul|sunat)(?!\p{L})/u],
] as const)("%s: a woman is no man and a man no woman", (locale, woman, man) => {
  expect(textsOf(locale, true).filter((text) => man.test(text))).toEqual([]);
  expect(textsOf(locale, false).filter((text) => woman.test(text))).toEqual([]);
  expect(textsOf(locale, true).filter((text) => woman.test(text))).not.toEqual([]);
});

test("the words of every language are whole, and Polish ones decline", () => {
  for (const locale of languages)
    for (const female of [true, false])
      expect(textsOf(locale, female).filter((text) => /[{}|]|undefined/.test(text))).toEqual([]);
  const polish = textsOf("pl", true);
  expect(polish).toContain("Zamówiłam Zasłonę Mgła dwa tygodnie temu. Kiedy przyjedzie?");
  expect(polish).toContain("W paczce brakuje śrub do Regału Szept.");
});

test.each([
  ["2026-01-05T10:30:00Z", "2026-01-05T10:30:00Z"],
  ["2026-01-05T02:10:00Z", "2026-01-05T07:20:00Z"],
  ["2026-01-05T17:00:00Z", "2026-01-06T07:20:00Z"],
])("what would be said by staff at %s is said at %s", (moment, said) => {
  expect(new Date(atWork(Date.parse(moment), 20)).toISOString()).toBe(new Date(said).toISOString());
  expect(new Date(startOfDay(new Date(moment))).toISOString()).toBe(`${moment.slice(0, 10)}T00:00:00.000Z`);
});
