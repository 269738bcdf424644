import type { Namespace } from "../../../../../contract/customers.ts";
import type { Locale } from "../../../../../contract/http.ts";
import { Refusal } from "../../../platform/errors.ts";
import { blockedValues } from "../identity/blocked-values.ts";
import { defaultCountries, normaliseIdentifier } from "../identity/normalise-identifier.ts";

const builtIn = blockedValues();

/**
 * The spelling under which an identifier is stored and looked up; a number without a country is read as people who speak
 * `locale` write theirs. Refuses `bad_identifier`, and `identifier_blocked` for what names nobody in particular (info@…).
 */
export function normalise(ns: Namespace, typed: string, locale?: Locale | null): string {
  const read = readIdentifier(ns, typed, locale);
  if (read === null) throw new Refusal("bad_identifier", { ns });
  if (read.blocked) throw new Refusal("identifier_blocked", { ns });
  return read.value;
}

/** The same without refusing: null for what is no identifier, `blocked` for what names nobody in particular. */
export function readIdentifier(
  ns: Namespace,
  typed: string,
  locale?: Locale | null,
): { value: string; blocked: boolean } | null {
  const countries = locale === "ro" ? ([...defaultCountries].reverse() as typeof defaultCountries) : defaultCountries;
  const result = normaliseIdentifier(ns, typed, countries);
  return "value" in result ? { value: result.value, blocked: builtIn({ ns, value: result.value }) !== null } : null;
}
