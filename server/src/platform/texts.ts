import { readFileSync } from "node:fs";
import type { Locale } from "../../../contract/http.ts";

const load = (locale: Locale): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(new URL(`../texts/${locale}.json`, import.meta.url), "utf8")) as Record<string, string>;

const texts: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  pl: load("pl"),
  ro: load("ro"),
  en: load("en"),
};

/** What the server itself says to people, in mails and notices: `{{name}}` is replaced, `count` picks the plural form. */
export function text(locale: Locale, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const table = texts[locale];
  const form = typeof values.count === "number" ? `${key}_${new Intl.PluralRules(locale).select(values.count)}` : key;
  const found = table[form] ?? table[key];
  if (found === undefined) throw new Error(`no text ${form} in ${locale}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** All texts, for the test that holds the languages against each other. */
export const allTexts = texts;
