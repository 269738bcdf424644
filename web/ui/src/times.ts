import { clockStyle, languageTag } from "../../../contract/language-tags.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(languageTag(locale), options);
  formats.set(key, made);
  return made;
}

/** Zone in which times are said; the browser's own when not given. */
export type Zone = { readonly timeZone?: string };

const dayKey = (at: Date, zone: Zone): string =>
  format("en", { year: "numeric", month: "2-digit", day: "2-digit", ...zone }).format(at);

/** Days from `at` to `now` by the calendar of the zone: 0 today, 1 yesterday, negative for what is to come. */
export function daysAgo(at: Date, now: Date, zone: Zone = {}): number {
  const day = (date: Date) => {
    const [d, m, y] = dayKey(date, zone).split("/").map(Number);
    return Date.UTC(y ?? 0, (m ?? 1) - 1, d ?? 1) / 86_400_000;
  };
  return Math.round(day(now) - day(at));
}

/** "14:02" in the zone. */
export const clock = (at: Date, locale: string, zone: Zone = {}): string =>
  format(locale, { ...clockStyle, ...zone }).format(at);

/** A moment as people say it in a list: "14:02" today, "yesterday", "Mon", "3 Nov", "3 Nov 2024". */
export function said(at: Date, now: Date, locale: string, zone: Zone = {}): string {
  const days = daysAgo(at, now, zone);
  if (days === 0) return clock(at, locale, zone);
  if (days === 1) return relativeDay(-1, locale);
  if (days > 1 && days < 7) return format(locale, { weekday: "short", ...zone }).format(at);
  return date(at, now, locale, zone);
}

/** A moment within a thread or timeline: as `said`, and the hour for the last days. */
export function saidFully(at: Date, now: Date, locale: string, zone: Zone = {}): string {
  const days = daysAgo(at, now, zone);
  const day = said(at, now, locale, zone);
  return days === 0 ? day : `${day}, ${clock(at, locale, zone)}`;
}

/** The name of a day for a separator: "Today", "Yesterday", "Monday, 3 November". */
export function dayName(at: Date, now: Date, locale: string, zone: Zone = {}): string {
  const days = daysAgo(at, now, zone);
  if (days === 0 || days === 1) return capital(relativeDay(-days, locale), locale);
  const sameYear = dayKey(at, zone).slice(6) === dayKey(now, zone).slice(6);
  const year = sameYear ? {} : { year: "numeric" as const };
  return capital(
    format(locale, { weekday: "long", day: "numeric", month: "long", ...year, ...zone }).format(at),
    locale,
  );
}

/** "3 Nov", with the year where it is another than now's. */
export function date(at: Date, now: Date, locale: string, zone: Zone = {}): string {
  const sameYear = dayKey(at, zone).slice(6) === dayKey(now, zone).slice(6);
  const year = sameYear ? {} : { year: "numeric" as const };
  return format(locale, { day: "numeric", month: "short", ...year, ...zone }).format(at);
}

/** The moment to the second, with the zone: what is shown on hover. */
export const exactly = (at: Date, locale: string, zone: Zone = {}): string =>
  format(locale, { dateStyle: "full", timeStyle: "medium", ...zone }).format(at);

const relativeDay = (days: number, locale: string): string =>
  new Intl.RelativeTimeFormat(languageTag(locale), { numeric: "auto" }).format(days, "day");

const capital = (text: string, locale: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
