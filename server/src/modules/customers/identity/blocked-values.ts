import type { Namespace } from "../../../../../contract/customers.ts";
import { foldText } from "./fold-text.ts";
import type { Identifier } from "./namespaces.ts";

/** A value that identifies nobody, as the company adds it; `ns` null is every namespace. Patterns are regular expressions. */
export interface BlockingRule {
  readonly ns: Namespace | null;
  readonly kind: "exact" | "pattern";
  readonly value: string;
}

/** Which rule blocks a value; `extra` is one of the company's. */
export type BlockedBecause = "placeholder" | "template" | "role_address" | "throwaway_address" | "fake" | "extra";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

// What programs send instead of an id, and what people type instead of a name: the lists of Segment and PostHog, and ours.
const placeholders = words(`
  anonymous anon guest distinctid distinct_id id not_authenticated email undefined true false nan none null nil void
  unknown n/a na -1 test tester testing demo admin administrator root user username userid user_id customer
  customerid customer_id client default example string object function [object] {} [] ? . *
  brak gosc klient uzytkownik nieznany anonim oaspete vizitator utilizator necunoscut fara
`);

const roles = words(`
  info information informacje informatii biuro office kontakt contact noreply no-reply no_reply donotreply do-not-reply
  nie-odpowiadaj nieodpowiadaj mailer-daemon postmaster hostmaster webmaster abuse admin administrator administracja root
  support pomoc help helpdesk ajutor suport sales sprzedaz handel vanzari comenzi zamowienia order orders faktury fakturi
  facturi facturare invoice invoices billing ksiegowosc contabilitate accounting hr kadry rekrutacja recrutare jobs career
  careers praca team zespol echipa sekretariat secretariat recepcja receptie reception marketing newsletter news
  reklamacje reclamatii serwis service shop sklep magazin store hello hi mail email poczta security privacy iod gdpr rodo
  dpo all everyone wszyscy press media redakcja export import logistyka logistica bok dok zwroty retur returns firma
  notifications notification powiadomienia alerts bounce bounces
`);

const fakeLocals = words(`
  test tests testing tester test1 test123 asd asdf asdfgh qwe qwerty abc abc123 aaa aaaa bbb xxx xyz zzz fake spam none
  null noemail nomail no-email no-mail brak brakemaila niemam nie-mam niemammaila fara faraemail nuam nu-am example mailto
`);

const throwawayDomains = words(`
  mailinator.com 10minutemail.com guerrillamail.com guerrillamail.net guerrillamail.org sharklasers.com yopmail.com
  tempmail.com temp-mail.org throwawaymail.com trashmail.com getnada.com maildrop.cc dispostable.com fakeinbox.com
  mailnesia.com mintemail.com moakt.com mohmal.com tempr.email emailondeck.com koszmail.pl
`);

/**
 * Prepares the test whether a normalised identifier names nobody in particular: the built-in rules, then the company's.
 * Throws a SyntaxError when one of the company's patterns is no regular expression.
 */
export function blockedValues(extra: readonly BlockingRule[] = []): (id: Identifier) => BlockedBecause | null {
  const added = extra.map(({ ns, kind, value }) => {
    const pattern = kind === "pattern" ? new RegExp(value, "u") : null;
    return (id: Identifier) => (ns === null || ns === id.ns) && (pattern ? pattern.test(id.value) : value === id.value);
  });
  return (id) => builtIn(id) ?? (added.some((matches) => matches(id)) ? "extra" : null);
}

function builtIn({ ns, value }: Identifier): BlockedBecause | null {
  const bare = foldText(value.replace(/^(["'`])(.*)\1$/, "$2"));
  if (/^[0\s-]*$/.test(bare) || placeholders.has(bare) || /^\[object \w+\]$/.test(bare)) return "placeholder";
  if (/\{\{.*\}\}|\$\{.*\}|^%\w+%$|^<.*>$|^\*\|.*\|\*$|^\[\w+\]$/.test(bare)) return "template";
  if (ns === "email") return blockedEmail(value);
  if (ns === "phone" || ns === "whatsapp") return isFakeNumber(value) ? "fake" : null;
  // Short runs such as 11 or 123 are honest numbers of customers; of cards they are not.
  return ns === "card" && (/^(.)\1{6,}$/.test(bare) || (bare.length > 6 && isRun(bare))) ? "fake" : null;
}

function blockedEmail(value: string): BlockedBecause | null {
  const at = value.lastIndexOf("@");
  const domain = value.slice(at + 1);
  const box = foldText(value.slice(0, at)).replace(/\+.*$/, "");
  if (throwawayDomains.has(domain)) return "throwaway_address";
  if (roles.has(box) || roles.has(box.replaceAll(".", ""))) return "role_address";
  return fakeLocals.has(box) || placeholders.has(box) || /\.(invalid|localhost)$/.test(domain) ? "fake" : null;
}

/** 500 000 000, 123 456 789, 987 654 321 and the like, behind whatever country code. */
function isFakeNumber(value: string): boolean {
  const digits = value.replace(/\D/g, "");
  return /(\d)\1{6,}$|12345678$|87654321$/.test(digits) || isRun(digits.slice(-9));
}

const isRun = (text: string): boolean => "01234567890".includes(text) || "09876543210".includes(text);
