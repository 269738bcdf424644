import type { Message } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { requeueMail } from "../../../platform/mail/outbox.ts";
import { outboxKey } from "../channels/mail-out.ts";
import { mailSender } from "../channels/mail-sender.ts";
import { findMessage, lockMatter, partsOf } from "../find.ts";
import { previewOf } from "../lines.ts";
import { putState } from "../matters/put-state.ts";
import { db, type MessageRow } from "../tables.ts";
import { refuseAnswered, sentSince } from "./reply.ts";
import { reached } from "./send.ts";
import { tell } from "./tell.ts";
import { toMessage } from "./to-message.ts";

const UNDELIVERED = ["failed", "bounced", "unknown"];

/**
 * Send a reply that did not arrive once more, as the same mail. One that is already on its way again stays one; held back
 * when it did arrive after all, or when a colleague answered after it.
 */
export async function resend(ctx: Ctx, input: { customerId: string; messageId: string }): Promise<Message> {
  const ref = { customerId: input.customerId, id: input.messageId };
  const { customer_id: customerId, matter_id: matterId } = await findMessage(ctx, ref);
  const matter = await lockMatter(ctx, { customerId, id: matterId });
  const message = found(replyByMail(await findMessage(ctx, ref)));
  if (message.delivery_state === "queued") return toMessage(ctx, message);
  if (!UNDELIVERED.includes(message.delivery_state ?? "")) throw new Refusal("sent_meanwhile");
  if (matter.state === "closed") throw new Refusal("matter_closed");
  await mailSender(ctx, matter);
  await reached(ctx, matter, { channel: message.channel, to: message });
  const parts = await partsOf(ctx, { customerId: matter.customer_id, id: matter.id });
  const since = await sentSince(ctx, parts, message.id);
  if (since.some((sent) => saysTheSame(sent, message))) throw new Refusal("sent_meanwhile");
  await refuseAnswered(ctx, since);
  if (!(await requeueMail(ctx, outboxKey(message.id)))) throw new Refusal("sent_meanwhile");
  const now = { delivery_state: "queued", delivery_at: ctx.now, delivery_detail: null } as const;
  await db(ctx)
    .updateTable("conversations.message")
    .set(now)
    .where("customer_id", "=", message.customer_id)
    .where("id", "=", message.id)
    .execute();
  // Its failure had opened the matter again; now the customer's answer is waited for.
  if (!matter.needs_reply) await putState(ctx, matter, "waiting");
  const { number, subject } = matter;
  const news = { matterId: matter.id, messageId: message.id, number, subject, preview: previewOf(message.text, []) };
  await emit(ctx, "message.resent", message.customer_id, { ...news, viaLeaf: message.via_leaf }, { channel: "email" });
  await tell(ctx, { customerId: matter.customer_id, id: matter.id }, message.via_leaf);
  return toMessage(ctx, { ...message, ...now });
}

const replyByMail = (message: MessageRow): MessageRow | null =>
  message.direction === "out" && message.kind === "message" && message.channel === "email" ? message : null;

/** Written again by hand, and not lost as well. */
const saysTheSame = (sent: MessageRow, message: MessageRow): boolean =>
  sent.text === message.text && sent.value === message.value && !UNDELIVERED.includes(sent.delivery_state ?? "");
