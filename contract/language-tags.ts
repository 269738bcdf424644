/**
 * How each language of screens and mails writes days and times, everywhere the same. English is British: the 24-hour clock and
 * the day before the month, as in the other two. Free of zod, for the widget's sake.
 */
const languageTags = { pl: "pl-PL", ro: "ro-RO", en: "en-GB" } as const;

/** "14:02", in every language. */
export const clockStyle = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The full language tag of a language; British English for one that we do not speak. */
export const languageTag = (locale: string): string =>
  languageTags[locale as keyof typeof languageTags] ?? languageTags.en;
