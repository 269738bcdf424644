import { domainOf, normaliseAddress, parseToken } from "./address.ts";
import type { OwnMail, ParsedMail } from "./types.ts";

/** `sure`: only the holder of our mail knows it. `likely`: ids that others on copy know too. `weak`: ask more of it. */
export type Strength = "sure" | "likely" | "weak";

/** One thing to look up; the first that names a matter decides. */
export type Lookup =
  | { by: "token"; token: string; in: "envelope" | "header" | "body"; strength: Strength }
  | { by: "message_id"; messageId: string; in: "in_reply_to" | "references"; strength: Strength }
  | { by: "number"; number: number; onlyFrom: string; strength: Strength };

const MOST_IDS = 50;
const MOST_BODY_TOKENS = 5;
const BODY_SIZE = 200_000;
const BODY_ADDRESS = /[\w.%-]{1,64}\+c_[a-z0-9]{20}@[\w.-]{1,253}/gi;

/**
 * Where a mail may belong, in the order in which to look: our token in the recipients, In-Reply-To, References from the
 * last to the first, our token in the quoted body, the number in the subject. The number counts only for a matter in
 * which this very sender has written (`onlyFrom`), so a subject line never joins two people.
 */
export function findThread(mail: ParsedMail, own: OwnMail, envelopeTo: readonly string[] = []): Lookup[] {
  const header = [...mail.deliveredTo, ...mail.to.map((to) => to.address), ...mail.cc.map((cc) => cc.address)];
  const references = mail.references.toReversed();
  return unique([
    ...tokens(envelopeTo, own, "envelope", "sure"),
    ...tokens(header, own, "header", "sure"),
    ...mail.inReplyTo.map((id) => byId(id, "in_reply_to")),
    ...references.slice(0, MOST_IDS).map((id) => byId(id, "references")),
    ...tokens(addressesIn(mail), own, "body", "weak").slice(0, MOST_BODY_TOKENS),
    ...byNumber(mail),
  ]);
}

const byId = (messageId: string, place: "in_reply_to" | "references"): Lookup => ({
  by: "message_id",
  messageId,
  in: place,
  strength: "likely",
});

/** Only addresses of ours carry our tokens; whatever follows somebody else's plus is theirs. */
function tokens(addresses: readonly string[], own: OwnMail, place: "envelope" | "header" | "body", strength: Strength) {
  return addresses.flatMap((raw): Lookup[] => {
    const carried = parseToken(normaliseAddress(raw) ?? "");
    const isOurs =
      carried && (own.addresses.includes(carried.address) || own.domains.includes(domainOf(carried.address)));
    return isOurs ? [{ by: "token", token: carried.token, in: place, strength }] : [];
  });
}

const addressesIn = (mail: ParsedMail): string[] =>
  [mail.text, mail.html ?? ""].flatMap((body) => body.slice(0, BODY_SIZE).match(BODY_ADDRESS) ?? []);

/** `[#4821]` in the subject. */
function byNumber(mail: ParsedMail): Lookup[] {
  const found = /\[#(\d{1,9})\]/.exec(mail.subject);
  if (!found || !mail.from || mail.fromIsAmbiguous) return [];
  return [{ by: "number", number: Number(found[1]), onlyFrom: mail.from.address, strength: "weak" }];
}

function unique(lookups: readonly Lookup[]): Lookup[] {
  const seen = new Set<string>();
  return lookups.filter((lookup) => {
    const key =
      lookup.by === "token" ? lookup.token : lookup.by === "message_id" ? lookup.messageId : `#${lookup.number}`;
    return !seen.has(key) && seen.add(key);
  });
}
