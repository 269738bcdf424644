import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { refusals } from "../../../../contract/refusals.ts";
import { chooseLocale, failureText, translator } from "./language.ts";
import { texts as languages } from "./texts/all.ts";
import { en } from "./texts/en.ts";

const stems = Object.keys(en)
  .flatMap((key) => /^(.+)_other$/.exec(key)?.[1] ?? [])
  .filter((stem) => stem !== "error");
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();

describe.each(Object.entries(languages))("%s", (locale, texts) => {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const wanted = [
    ...Object.keys(en).filter((key) => !stems.some((stem) => key.startsWith(`${stem}_`))),
    ...stems.flatMap((stem) => forms.map((form) => `${stem}_${form}`)),
  ];

  test("has every text and every plural form, and no others", () => {
    expect(Object.keys(texts).sort()).toEqual(wanted.sort());
    for (const key of wanted) expect(texts[key], key).toMatch(/\S/);
  });

  test("keeps the holes of the English text", () => {
    for (const key of wanted)
      expect(holes(texts[key] ?? ""), key).toEqual(holes(en[key.replace(/_(few|many)$/, "_other") as keyof typeof en]));
  });
});

test("every text is used somewhere", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const code = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.includes("texts/"))
    .map((file) => readFileSync(`${root}/${file}`, "utf8"))
    .join();
  const keys = Object.keys(en).filter((key) => !key.startsWith("error_"));
  expect(keys.filter((key) => !code.includes(`"${key.replace(/_other$|_one$/, "")}"`))).toEqual([]);
});

test("plural forms are those of the language", () => {
  const say = (locale: "pl" | "ro", ...numbers: number[]) => numbers.map((n) => translator(locale)("unread", { n }));
  expect(say("pl", 1, 2, 5, 12, 22)).toEqual([
    "1 nowa wiadomość",
    "2 nowe wiadomości",
    "5 nowych wiadomości",
    "12 nowych wiadomości",
    "22 nowe wiadomości",
  ]);
  expect(say("ro", 1, 2, 19, 20)).toEqual(["1 mesaj nou", "2 mesaje noi", "19 mesaje noi", "20 de mesaje noi"]);
});

test("a hole is filled with the value as it is, not as a pattern", () => {
  expect(translator("en")("proved", { email: "$&{n}@x", n: 2 })).toBe(
    "$&{n}@x is confirmed on this device. Earlier messages: 2",
  );
});

test("the language is the first wish that we have", () => {
  expect(chooseLocale([null, "de-DE", "ro-RO", "pl"])).toBe("ro");
  expect(chooseLocale([undefined, "", "constructor"])).toBe("en");
});

test("texts for refusals are for codes that exist; the others name the code", () => {
  const codes = Object.keys(en).flatMap((key) => /^error_(.+)$/.exec(key)?.[1] ?? []);
  for (const code of codes) expect(["network", "other", ...Object.keys(refusals)]).toContain(code);
  expect(failureText(translator("pl"), "code_wrong")).toBe("Ten kod się nie zgadza. Sprawdź go, proszę.");
  expect(failureText(translator("en"), "internal")).toBe("Something went wrong (internal). Please try again.");
});
