import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { setAsideReasons } from "../../../contract/channels.ts";
import { refusals } from "../../../contract/refusals.ts";
import { locales } from "../../ui/src/i18n.ts";

const web = new URL("../../", import.meta.url);
const parts = ["ui", "desk"] as const;
type Flat = ReadonlyMap<string, string>;

const flatten = (value: unknown, path: string): [string, string][] =>
  typeof value === "string"
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => flatten(inner, path === "" ? key : `${path}.${key}`));

/** All texts of a language over the parts of the screens, by full key. */
const textsOf = (locale: string): Flat =>
  new Map(
    parts.flatMap((part) =>
      flatten(JSON.parse(readFileSync(new URL(`${part}/src/locales/${locale}.json`, web), "utf8")), ""),
    ),
  );
const texts = new Map(locales.map((locale) => [locale, textsOf(locale)]));

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const base = (key: string) => key.replace(PLURAL, "");
const pluralBases = new Set(
  [...texts.values()].flatMap((flat) => [...flat.keys()].filter((key) => key.endsWith("_other")).map(base)),
);
const isPlural = (key: string) => PLURAL.test(key) && pluralBases.has(base(key));
const baseKeys = (flat: Flat) => new Set([...flat.keys()].map((key) => (isPlural(key) ? base(key) : key)));
const slots = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

/** Every key that the sources name in so many words, and the fixed beginning of those they put together. */
const sources = parts.flatMap((part) =>
  readdirSync(new URL(`${part}/src/`, web), { recursive: true, encoding: "utf8" })
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
    .map((path) => readFileSync(new URL(`${part}/src/${path}`, web), "utf8")),
);
const named = sources.flatMap((source) => [
  ...[...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]!),
  ...[...source.matchAll(/\b(?:name|does): "([a-z_]+\.[a-zA-Z_.]+)"/g)].map((match) => match[1]!),
]);
const begun = sources.flatMap((source) =>
  [...source.matchAll(/\bt\(\s*`([a-z_]+\.[^$`]*)\$\{/g)].map((match) => match[1]!),
);

test("the sources are found and name texts", () => {
  expect(named.length).toBeGreaterThan(300);
  expect(begun.length).toBeGreaterThan(30);
});

test.each(locales)("%s has every key of the other languages", (locale) => {
  const all = new Set([...texts.values()].flatMap((flat) => [...baseKeys(flat)]));
  const own = baseKeys(texts.get(locale)!);
  expect([...all].filter((key) => !own.has(key))).toEqual([]);
});

test.each(locales)("%s has every plural form that the language needs", (locale) => {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const flat = texts.get(locale)!;
  const missing = [...pluralBases].flatMap((key) =>
    forms.map((form) => `${key}_${form}`).filter((full) => !flat.has(full)),
  );
  expect(missing).toEqual([]);
});

test.each(locales)("%s says every key that the sources name", (locale) => {
  const own = baseKeys(texts.get(locale)!);
  expect([...new Set(named)].filter((key) => !own.has(key))).toEqual([]);
  const keys = [...own];
  expect([...new Set(begun)].filter((start) => !keys.some((key) => key.startsWith(start)))).toEqual([]);
});

test.each(locales)("%s says every refusal", (locale) => {
  const flat = texts.get(locale)!;
  const codes = [...Object.keys(refusals), "offline", "bad_answer"];
  expect(codes.filter((code) => !flat.has(`refusal.${code}`))).toEqual([]);
});

test.each(locales)("%s says every reason for which a mail is set aside, and no other", (locale) => {
  const said = [...texts.get(locale)!.keys()].flatMap((key) => /^set_aside\.reason\.(.+)$/.exec(key)?.[1] ?? []);
  expect(said.sort()).toEqual([...setAsideReasons].sort());
});

test.each(locales)("%s fills the same slots as English", (locale) => {
  const english = texts.get("en")!;
  const wrong = [...texts.get(locale)!].filter(([key, text]) => {
    const model = english.get(key) ?? english.get(`${base(key)}_other`);
    // The singular may do without its number.
    const spoken = slots(text).filter((slot) => slot !== "count");
    return model === undefined || String(spoken) !== String(slots(model).filter((slot) => slot !== "count"));
  });
  expect(wrong).toEqual([]);
});

test.each(locales)("%s has no empty text", (locale) => {
  expect([...texts.get(locale)!].filter(([, text]) => text.trim() === "")).toEqual([]);
});
