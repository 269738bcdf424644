import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "../../../contract/http.ts";

/** The texts of one part of the screens in one language, read when the language is first spoken. */
export type Texts = (locale: Locale) => Promise<object>;

export const locales = ["pl", "ro", "en"] as const satisfies readonly Locale[];
/** Each language in its own words. */
export const localeNames = { pl: "Polski", ro: "Română", en: "English" } as const;

const KEPT = "splot.locale";
const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);

/** The language of somebody who is not signed in: the one chosen here before, else the browser's, else English. */
export function likelyLocale(): Locale {
  const kept = localStorage.getItem(KEPT);
  if (isLocale(kept)) return kept;
  return navigator.languages.map((language) => language.slice(0, 2)).find(isLocale) ?? "en";
}

const sources: Texts[] = [];

/** Begin to speak: loads the language and hands it to React. Further languages load when they are chosen. */
export async function startTexts(texts: readonly Texts[], locale: Locale): Promise<i18n> {
  sources.push(...texts);
  await i18next.use(initReactI18next).init({
    lng: locale,
    resources: { [locale]: { translation: await load(locale) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = locale;
  return i18next;
}

/** Speak another language from now on, and on the next visit. */
export async function speak(locale: Locale): Promise<void> {
  localStorage.setItem(KEPT, locale);
  if (i18next.language === locale) return;
  if (!i18next.hasResourceBundle(locale, "translation"))
    i18next.addResourceBundle(locale, "translation", await load(locale));
  document.documentElement.lang = locale;
  await i18next.changeLanguage(locale);
}

async function load(locale: Locale): Promise<object> {
  const parts = await Promise.all(sources.map((texts) => texts(locale)));
  return Object.assign({}, ...parts) as object;
}
