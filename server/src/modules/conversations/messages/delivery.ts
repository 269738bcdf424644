import type { DeliveryState } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import type { MailReport } from "../../../platform/mail/outbox.ts";
import { lockMatter } from "../find.ts";
import { previewOf } from "../lines.ts";
import { putState } from "../matters/put-state.ts";
import { db, type MessageRow, type Ref } from "../tables.ts";
import { tell } from "./tell.ts";

/**
 * From which states each state may follow. What was seen to arrive never becomes less, whatever order the reports come in;
 * a mail may come back after it was handed over.
 */
const follows: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  queued: [],
  unknown: ["queued"],
  failed: ["queued"],
  sent: ["queued", "unknown"],
  delivered: ["queued", "unknown", "sent"],
  read: ["queued", "unknown", "sent", "delivered"],
  bounced: ["queued", "unknown", "sent", "delivered"],
};

/** May a message in the state `from` go over to `to`? */
export const mayFollow = (from: DeliveryState, to: DeliveryState): boolean => follows[to].includes(from);

/**
 * Note what became of a message that we sent; what would go backwards is ignored. One that did not arrive opens its matter
 * again. `detail` is what the other side said.
 */
export async function noteDelivery(ctx: Ctx, ref: Ref, state: DeliveryState, detail: string | null): Promise<void> {
  const message = await db(ctx)
    .selectFrom("conversations.message")
    .selectAll()
    .where("customer_id", "=", ref.customerId)
    .where("id", "=", ref.id)
    .forUpdate()
    .executeTakeFirst();
  if (!message?.delivery_state) return;
  const again = message.delivery_state === state && message.delivery_detail !== detail;
  if (!again && !mayFollow(message.delivery_state, state)) return;
  await db(ctx)
    .updateTable("conversations.message")
    .set({ delivery_state: state, delivery_detail: detail, ...(again ? {} : { delivery_at: ctx.now }) })
    .where("customer_id", "=", ref.customerId)
    .where("id", "=", ref.id)
    .execute();
  if (!again && (state === "failed" || state === "bounced")) await undelivered(ctx, message, state, detail ?? "");
  await tell(
    ctx,
    await lockMatter(ctx, { customerId: message.customer_id, id: message.matter_id }).then(addressOf),
    message.via_leaf,
  );
}

const addressOf = (matter: { customer_id: string; id: string }): Ref => ({
  customerId: matter.customer_id,
  id: matter.id,
});

async function undelivered(ctx: Ctx, message: MessageRow, state: "failed" | "bounced", detail: string): Promise<void> {
  const matter = await lockMatter(ctx, { customerId: message.customer_id, id: message.matter_id });
  await putState(ctx, matter, "open");
  const { number, subject } = matter;
  const news = { matterId: matter.id, messageId: message.id, number, subject, preview: previewOf(message.text, []) };
  const { channel, via_leaf: viaLeaf } = message;
  await emit(
    ctx,
    "message.undelivered",
    message.customer_id,
    { ...news, viaLeaf, state, detail },
    channel ? { channel } : {},
  );
}

/** What the outbox says of a reply by mail. */
export const replyReport: MailReport = {
  name: "conversations.reply",
  hear: async (ctx, ref, outcome) => {
    const { customerId, messageId } = ref;
    if (customerId && messageId) await noteDelivery(ctx, { customerId, id: messageId }, outcome.state, outcome.detail);
  },
};
