import { languageTag } from "../../../contract/language-tags.ts";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size for people: "82 kB", "1.4 MB", by the language's own sign for decimals. */
export function bytes(size: number, locale: string): string {
  const step = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  const digits = step < 2 ? 0 : 1;
  return new Intl.NumberFormat(languageTag(locale), {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: digits,
  }).format(size / 1000 ** step);
}

/** A count by the language's grouping: "1,204", "1204" in Polish, "1.204" in Romanian. */
export const count = (value: number, locale: string): string =>
  new Intl.NumberFormat(languageTag(locale)).format(value);
