import type { Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import { lockMatter } from "../find.ts";
import { type BouncedRecipient, type BounceReport, readBounce } from "../mail/read-bounce.ts";
import type { ParsedMail } from "../mail/types.ts";
import { noteDelivery } from "../messages/delivery.ts";
import { tell } from "../messages/tell.ts";
import { db, type MessageRow } from "../tables.ts";
import { byMailId } from "./find-matter-of-mail.ts";
import { byToken } from "./reply-token.ts";

/**
 * Show what a mail system reports about a mail of ours on the message itself. Answers false when the report names none of
 * our messages: then it is no news of anybody's matter. Never a customer's words, never answered.
 */
export async function takeBounce(ctx: Ctx, mail: ParsedMail, envelopeToken: string | null): Promise<boolean> {
  const report = readBounce(mail);
  const message = (await byOriginal(ctx, report)) ?? (await byItsToken(ctx, report.token ?? envelopeToken));
  if (!message) return false;
  const about = report.recipients.find((one) => one.address === message.value) ?? report.recipients[0];
  if (about?.action === "complaint") await noteComplaint(ctx, message, about);
  else if (about) await noteOutcome(ctx, message, about);
  return true;
}

async function byOriginal(ctx: Ctx, report: BounceReport): Promise<MessageRow | null> {
  for (const mailId of report.originalMessageIds) {
    const message = await byMailId(ctx, mailId);
    if (message?.direction === "out") return message;
  }
  return null;
}

/** The last mail of the matter to the address that was given the token. */
async function byItsToken(ctx: Ctx, token: string | null): Promise<MessageRow | null> {
  const given = token === null ? null : await byToken(ctx, token);
  if (!given) return null;
  const message = await db(ctx)
    .selectFrom("conversations.message")
    .selectAll()
    .where("customer_id", "=", given.matter.customerId)
    .where("matter_id", "=", given.matter.id)
    .where("direction", "=", "out")
    .where("channel", "=", "email")
    .where("value", "=", given.value)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
  return message ?? null;
}

const detailOf = (about: BouncedRecipient): string =>
  [about.status, about.diagnostic]
    .filter((part) => part !== null && part !== "")
    .join(" ")
    .slice(0, 1000) || about.reason;

async function noteOutcome(ctx: Ctx, message: MessageRow, about: BouncedRecipient): Promise<void> {
  const ref = { customerId: message.customer_id, id: message.id };
  if (about.action === "failed") return noteDelivery(ctx, ref, "bounced", detailOf(about));
  if (about.action === "delivered") return noteDelivery(ctx, ref, "delivered", detailOf(about));
  if (about.action === "delayed" && message.delivery_state)
    await noteDelivery(ctx, ref, message.delivery_state, detailOf(about));
}

/** Somebody pressed "this is spam": a line in the matter that colleagues see. */
async function noteComplaint(ctx: Ctx, about: MessageRow, complaint: BouncedRecipient): Promise<void> {
  const matter = await lockMatter(ctx, { customerId: about.customer_id, id: about.matter_id });
  const id = ctx.id();
  const text = `${about.value ?? ""} ${detailOf(complaint)}`.trim();
  await db(ctx)
    .insertInto("conversations.message")
    .values({
      customer_id: matter.customer_id,
      id,
      matter_id: matter.id,
      at: ctx.now,
      kind: "bounce",
      direction: "internal",
      channel: "email",
      author_kind: "system",
      author_id: null,
      via_leaf: about.via_leaf,
      ns: about.ns,
      value: about.value,
      standing: about.standing,
      subject: null,
      text,
      quoted: null,
      html: null,
      mail_id: null,
      raw_file_id: null,
      delivery_state: null,
      delivery_at: null,
      delivery_detail: null,
      flags: ["complaint"],
    })
    .execute();
  const { number, subject } = matter;
  const news = { matterId: matter.id, messageId: id, number, subject, preview: text, viaLeaf: about.via_leaf };
  await emit(ctx, "message.complained", matter.customer_id, news, { channel: "email" });
  await tell(ctx, { customerId: matter.customer_id, id: matter.id }, about.via_leaf);
}
