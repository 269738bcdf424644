import type { Namespace } from "../../../../../contract/customers.ts";
import type { Locale } from "../../../../../contract/http.ts";
import { languageTag } from "../../../../../contract/language-tags.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { newCode } from "../../../platform/ids.ts";
import { queueMail } from "../../../platform/mail/outbox.ts";
import { text } from "../../../platform/texts.ts";
import { localeOf } from "../../customers/index.ts";
import { partsOf } from "../find.ts";
import { composeMail, ownId } from "../mail/compose-mail.ts";
import { withoutLinks } from "../mail/without-links.ts";
import type { Attached } from "../messages/attach.ts";
import { db, type MailAddressRow, type MatterRow, type MessageRow } from "../tables.ts";
import { replyToken } from "./reply-token.ts";

export interface MailOut {
  readonly matter: MatterRow;
  /** The id of the message that the mail carries; it exists already or is about to, in this transaction. */
  readonly messageId: string;
  readonly from: MailAddressRow;
  /** Name to show beside the address. */
  readonly fromName: string;
  readonly to: { readonly ns: Namespace; readonly value: string; readonly leafId: string };
  readonly text: string;
  readonly files?: readonly Attached[];
  /** Written by a machine: in answer to a contact, or without one. */
  readonly auto?: "replied" | "generated";
}

/** Under which key the outbox holds the mail of a message. */
export const outboxKey = (messageId: string): string => `conversations:${messageId}`;

type Exchanged = Pick<MessageRow, "mail_id" | "direction" | "text" | "at" | "subject">;

/** Earlier mails of the matter to and from this very address, oldest first: nobody is shown what was written to another. */
async function exchanged(ctx: Ctx, matter: MatterRow, value: string, except: string): Promise<Exchanged[]> {
  const parts = await partsOf(ctx, { customerId: matter.customer_id, id: matter.id });
  return db(ctx)
    .selectFrom("conversations.message")
    .select(["mail_id", "direction", "text", "at", "subject"])
    .where("customer_id", "in", [...new Set(parts.map((part) => part.customerId))])
    .where(
      "matter_id",
      "in",
      parts.map((part) => part.id),
    )
    .where("value", "=", value)
    .where("mail_id", "is not", null)
    .where("id", "<>", except)
    .orderBy("at")
    .orderBy("id")
    .execute();
}

/** The Message-ID under which a mail of ours goes out, without angle brackets. */
export const mailIdFor = (matterId: string, messageId: string, from: MailAddressRow): string =>
  ownId({ matterId, messageId, random: newCode(12) }, from.address);

/**
 * Decide that a message goes out by mail: in its thread, quoting what it answers, with the reply token of the matter for
 * this address. `mailId` comes from `mailIdFor` and is noted in the directory by which answers find their matter.
 */
export async function sendByMail(ctx: Ctx, mail: MailOut, mailId: string): Promise<void> {
  const { matter, messageId, from, to } = mail;
  const ref = { customerId: matter.customer_id, id: matter.id };
  const token = await replyToken(ctx, ref, to);
  await db(ctx)
    .insertInto("conversations.mail_reference")
    .values({ mail_id: mailId, customer_id: ref.customerId, message_id: messageId })
    .execute();
  // What was sent long ago is not sent again.
  if (ctx.history) return;
  const before = await exchanged(ctx, matter, to.value, messageId);
  const last = before.findLast((one) => one.direction === "in");
  const locale = (await localeOf(ctx, to.leafId)) ?? from.locale;
  const random = mailId.split("@")[0]!.split(".").at(-1)!;
  const composed = composeMail({
    matterId: matter.id,
    messageId,
    random,
    token,
    from: { address: from.address, name: mail.fromName },
    to: [{ address: to.value, name: "" }],
    subject: `${mail.auto ? withoutLinks(matter.subject) : matter.subject} [#${matter.number}]`,
    text: mail.text,
    inReplyTo: last?.mail_id ?? before.at(-1)?.mail_id ?? null,
    references: before.flatMap((one) => one.mail_id ?? []),
    ...(last && !mail.auto ? { quote: { header: quoteHeader(locale, last.at), text: last.text } } : {}),
    ...(mail.auto ? { auto: mail.auto } : {}),
  });
  const { replyTo, envelope, subject, text: body, inReplyTo, references, headers } = composed;
  await queueMail(ctx, {
    key: outboxKey(messageId),
    customerId: matter.customer_id,
    sender: { address: from.address, name: mail.fromName },
    envelopeFrom: String(envelope?.from ?? ""),
    recipient: to.value,
    messageId: `<${mailId}>`,
    content: {
      subject: String(subject),
      text: String(body),
      replyTo: (replyTo as { address: string }).address,
      ...(inReplyTo ? { inReplyTo: String(inReplyTo) } : {}),
      ...(Array.isArray(references) ? { references } : {}),
      headers: headers as Record<string, string>,
      attachments: mail.files ?? [],
    },
    report: { to: "conversations.reply", ref: { customerId: matter.customer_id, messageId } },
  });
}

const quoteHeader = (locale: Locale, at: Date): string =>
  text(locale, "conversations.quote", {
    date: at.toLocaleDateString(languageTag(locale), { dateStyle: "long", timeZone: "UTC" }),
  });
