import { clockStyle, languageTag } from "../../../../contract/language-tags.ts";

/** `14:02`. */
export const timeOf = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(languageTag(locale), clockStyle).format(at);

/** The full date and time, for those who want it exactly. */
export const exactTime = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(languageTag(locale), { dateStyle: "full", timeStyle: "short" }).format(at);

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The day as people say it: today, yesterday, `Monday`, `3 November`, with the year when it is another one. */
export function dayOf(at: number, now: number, locale: string): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days < 2 && days > -1)
    return capital(new Intl.RelativeTimeFormat(languageTag(locale), { numeric: "auto" }).format(-days, "day"));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const wish: Intl.DateTimeFormatOptions =
    days > 0 && days < 7
      ? { weekday: "long" }
      : { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) };
  return capital(new Intl.DateTimeFormat(languageTag(locale), wish).format(at));
}

/** `840 kB`, `2.4 MB` as the language writes it. */
export function sizeOf(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
  const maximumFractionDigits = unit === "megabyte" && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(languageTag(locale), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits,
  }).format(value);
}
