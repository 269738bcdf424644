import { domainToASCII } from "node:url";
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Namespace } from "../../../../../contract/customers.ts";

/** Why a value cannot be an identifier of its namespace. */
export type MalformedCode =
  | "not_text"
  | "empty"
  | "too_long"
  | "control_characters"
  | "email_malformed"
  | "phone_malformed"
  | "phone_not_personal"
  | "card_malformed";

export type Normalised = { readonly value: string } | { readonly refusal: MalformedCode };

/** The countries whose way of writing phone numbers is tried, in this order, where a number names none. */
export const defaultCountries: readonly CountryCode[] = ["PL", "RO"];

/** Namespaces whose values people type or copy, and with them signs that nobody sees, such as those around a number in a list of contacts. */
const typedByHand: ReadonlySet<Namespace> = new Set<Namespace>(["email", "phone", "whatsapp", "card"]);
export const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/**
 * The one spelling under which an identifier is stored and looked up: e-mail in small letters with an ASCII domain
 * (dots and `+tag` are kept, they may be somebody else's), phone as E.164 without extension, a card in capitals without
 * blanks, other ids as they came. `typed` may be anything that a form, a mail or an event brought.
 */
export function normaliseIdentifier(
  ns: Namespace,
  typed: unknown,
  countries: readonly CountryCode[] = defaultCountries,
): Normalised {
  if (typeof typed !== "string" && !Number.isFinite(typed)) return { refusal: "not_text" };
  const spelt = String(typed).normalize("NFC");
  const text = (typedByHand.has(ns) ? spelt.replace(invisible, "") : spelt).trim();
  if (text === "") return { refusal: "empty" };
  if (text.length > 500) return { refusal: "too_long" };
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)) return { refusal: "control_characters" };
  switch (ns) {
    case "email":
      return normaliseEmail(text);
    case "phone":
      return normalisePhone(text, countries);
    case "whatsapp":
      return normaliseWhatsApp(text);
    case "card":
      return normaliseCard(text);
    case "device":
      return { value: text.toLowerCase() };
    default:
      return { value: text };
  }
}

/** RFC 5321 sizes; no quoted local parts and no address literals, which no person has. */
function normaliseEmail(text: string): Normalised {
  const address = text
    .replace("＠", "@")
    .replace(/^mailto:/i, "")
    .replace(/^<(.*)>$/, "$1");
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at).toLowerCase().normalize("NFC");
  const domain = domainToASCII(address.slice(at + 1).replace(/\.$/, ""));
  const sound =
    at > 0 &&
    !/[\s"<>(),:;@[\\\]]/.test(local) &&
    Buffer.byteLength(local) <= 64 &&
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(domain);
  const value = `${local}@${domain}`;
  return sound && Buffer.byteLength(value) <= 254 ? { value } : { refusal: "email_malformed" };
}

const serviceTypes = new Set(["TOLL_FREE", "PREMIUM_RATE", "SHARED_COST", "UAN", "VOICEMAIL", "PAGER"]);

/** An extension is dropped: what a code is sent to, and what a caller shows, is the line. */
function normalisePhone(text: string, countries: readonly CountryCode[]): Normalised {
  const plain = text
    .normalize("NFKC")
    .replace(/^tel\.?:?\s*/i, "")
    .replace(/[,;]?\s*\b(wewn?|int|interior)\b\.?\s*\d{1,6}$/i, "")
    .replace(/^\((\+|00)\s*(\d{1,3})\)/, "$1$2")
    .replace(/^((?:\+|00)[\d\s.-]*)\(0\)/, "$1");
  // In Poland people of some age still write the zero that was dialled before a number until 2005.
  const tries = [...countries.map((country) => [plain, country] as const), [withoutZero(plain), "PL"] as const];
  for (const [written, country] of tries) {
    const number = parsePhoneNumberFromString(written, { defaultCountry: country, extract: false });
    if (!number?.isValid()) continue;
    if (serviceTypes.has(number.getType() ?? "")) return { refusal: "phone_not_personal" };
    return { value: number.number };
  }
  return { refusal: "phone_malformed" };
}

const withoutZero = (number: string): string => number.replace(/^(\(?)0[\s-]*(?=[1-9])/, "$1");

/** WhatsApp names people by their number without the plus, or by an id of its own. */
function normaliseWhatsApp(text: string): Normalised {
  const digits = text.replace(/[\s+()-]/g, "");
  return { value: /^\d{7,15}$/.test(digits) ? digits : text };
}

function normaliseCard(text: string): Normalised {
  const value = text.replace(/[\s-]/g, "").toUpperCase();
  return /^[A-Z0-9]{4,40}$/.test(value) ? { value } : { refusal: "card_malformed" };
}
