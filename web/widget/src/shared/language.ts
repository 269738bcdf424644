import type { Locale } from "../../../../contract/http.ts";
import { texts } from "./texts/all.ts";
import type { en } from "./texts/en.ts";

/** The first wish (`pl`, `ro-RO`, `en_GB` …) for a language we have; English when there is none. */
export function chooseLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const language = wish?.slice(0, 2).toLowerCase();
    if (language !== undefined && Object.hasOwn(texts, language)) return language as Locale;
  }
  return "en";
}

type Plurals<K> = K extends `${infer Stem}_other` ? Stem : never;
export type TextKey = Extract<keyof typeof en, string> | Plurals<Extract<keyof typeof en, string>>;
export type Values = Readonly<Record<string, string | number>>;
/** Look up a text and fill in `{name}`; with a number `n` the plural form of the language is taken where there is one. */
export type Translate = (key: TextKey, values?: Values) => string;

/** The texts of one language. */
export function translator(locale: Locale): Translate {
  const its = texts[locale];
  const plural = new Intl.PluralRules(locale);
  return (key, values = {}) => {
    const form = typeof values.n === "number" ? its[`${key}_${plural.select(values.n)}`] : undefined;
    return (form || its[key] || key).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  };
}

/** What to say about a failure: the text of its code, or a general one that names the code. */
export function failureText(t: Translate, code: string): string {
  const key = `error_${code}`;
  return Object.hasOwn(texts.en, key) ? t(key as TextKey) : t("error_other", { code });
}
