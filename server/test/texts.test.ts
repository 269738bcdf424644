import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Locale } from "../../contract/http.ts";
import { allTexts, text } from "../src/platform/texts.ts";

const locales = Object.keys(allTexts) as Locale[];
const FORM = /_(zero|one|two|few|many|other)$/;
const nameOf = (key: string): string => key.replace(FORM, "");
const namesIn = (locale: Locale): string[] => [...new Set(Object.keys(allTexts[locale]).map(nameOf))].sort();
const placeholders = (words: string): string[] =>
  [...new Set([...words.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!))].sort();

const src = new URL("../src/", import.meta.url);
/** Calls of `text` in the product's code: the key where it is written down, null where it is computed. */
const used = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.endsWith("platform/texts.ts"))
  .map((file) => readFileSync(new URL(file, src), "utf8"))
  .filter((code) => /import \{[^}]*\btext\b[^}]*\} from ".*\/texts\.ts"/.test(code))
  .flatMap((code) => [...code.matchAll(/(?<![.\w])text\((?:[^,()]+,\s*"([^"]+)")?/g)])
  .map((match) => match[1] ?? null);

test("code names each text by a key that is written down, and each exists", () => {
  expect(used.length).toBeGreaterThan(3);
  expect(used.filter((key) => key === null || !namesIn("en").includes(key))).toEqual([]);
});

test("no text lies about unused", () => {
  expect(namesIn("en").filter((name) => !used.includes(name))).toEqual([]);
});

test.each(locales)("%s has the texts of the others, with the same places to fill", (locale) => {
  expect(namesIn(locale)).toEqual(namesIn("en"));
  for (const [key, words] of Object.entries(allTexts[locale])) {
    expect(words.trim(), key).toBe(words);
    expect(words, key).not.toBe("");
    const [, english] = Object.entries(allTexts.en).find(([other]) => nameOf(other) === nameOf(key))!;
    const given = placeholders(words).filter((name) => name !== "count");
    expect(given, key).toEqual(placeholders(english).filter((name) => name !== "count"));
  }
});

test.each(locales)("%s has every plural form of its grammar, and no other", (locale) => {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const keys = Object.keys(allTexts[locale]);
  for (const name of new Set(keys.filter((key) => FORM.test(key)).map(nameOf))) {
    expect(keys.filter((key) => nameOf(key) === name).sort()).toEqual(forms.map((form) => `${name}_${form}`).sort());
  }
});

test("what is filled in is not filled in again, and a missing text is a mistake of ours", () => {
  expect(text("en", "staff.reset.subject", { company: "{{link}} & Sons" })).toBe("{{link}} & Sons: a new password");
  expect(() => text("en", "staff.unheard-of")).toThrow("no text staff.unheard-of");
});
