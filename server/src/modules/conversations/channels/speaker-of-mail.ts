import type { Standing } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { leafForContact, newLeaf, type Proof, readIdentifier } from "../../customers/index.ts";
import { isNoReply, normaliseAddress } from "../mail/address.ts";
import type { MailAddress, ParsedMail } from "../mail/types.ts";
import type { Authenticity } from "./authenticate-mail.ts";
import type { Threaded } from "./find-matter-of-mail.ts";

export interface Speaker {
  readonly leafId: string;
  readonly identifier: { readonly ns: "email"; readonly value: string; readonly standing: Standing } | null;
}

/**
 * What shows that the sender holds the address in From: an answer with the token that only this address was given, or its
 * own domain. Several authors, or a domain that denies the mail, prove nothing.
 */
export function proofOf(
  mail: ParsedMail,
  threaded: Threaded | null,
  authenticity: Authenticity,
  ref: string,
): Proof | null {
  const address = mail.from?.address;
  if (address === undefined || mail.fromIsAmbiguous || authenticity === "fail" || writerOf(mail) !== mail.from)
    return null;
  if (threaded?.token && threaded.token.ns === "email" && threaded.token.value === address)
    return { how: "reply", ref };
  return authenticity === "pass" ? { how: "dmarc", ref } : null;
}

/** A mail that names no author is taken for its sender's, as a claim; nobody's where that is no address with a reader. */
export function withAuthor(mail: ParsedMail, envelopeFrom: string): ParsedMail {
  if (mail.from !== null) return mail;
  const address = mail.sender?.address ?? normaliseAddress(envelopeFrom);
  if (address === null || isNoReply(address)) return mail;
  return { ...mail, from: { address, name: mail.sender?.name ?? "" }, fromIsAmbiguous: true };
}

/** Whom an answer should reach: the author, but behind an address that nobody reads (a form service) the one in Reply-To. */
export function writerOf(mail: ParsedMail): MailAddress | null {
  const [replyTo] = mail.replyTo;
  return mail.from && replyTo && mail.replyTo.length === 1 && isNoReply(mail.from.address) ? replyTo : mail.from;
}

/** Who wrote the mail. Within a thread the leaf that this address had there before, else whoever the proof or claim names. */
export async function speakerOf(
  ctx: Ctx,
  mail: ParsedMail,
  threaded: Threaded | null,
  proof: Proof | null,
): Promise<Speaker> {
  const writer = writerOf(mail);
  const read = writer && readIdentifier("email", writer.address);
  const name = writer && writer.name !== "" && !writer.name.includes("@") ? writer.name : undefined;
  if (!read) return { leafId: await newLeaf(ctx, { origin: "mail", ...(name ? { name } : {}) }), identifier: null };
  const byReply = proof?.how === "reply" ? threaded?.token?.leafId : undefined;
  const leafOf = byReply ?? (proof ? undefined : (threaded?.knownLeaf ?? undefined));
  const { leafId, standing } = await leafForContact(ctx, {
    identifier: { ns: "email", value: read.value },
    proof,
    origin: "mail",
    ...(name ? { name } : {}),
    ...(leafOf ? { leafId: leafOf } : {}),
  });
  return { leafId, identifier: { ns: "email", value: read.value, standing } };
}
