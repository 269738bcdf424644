import type { Reach } from "../../../../../contract/conversations.ts";
import type { Namespace } from "../../../../../contract/customers.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { mailIdFor, sendByMail } from "../channels/mail-out.ts";
import { mailSender } from "../channels/mail-sender.ts";
import { partsOf } from "../find.ts";
import { previewOf } from "../lines.ts";
import { reachOf } from "../matters/reach-of.ts";
import { db, type MatterRow, type MessageRow } from "../tables.ts";
import { attach } from "./attach.ts";
import { tell } from "./tell.ts";

export interface ToSend {
  readonly channel: "email" | "chat";
  readonly to: { readonly ns: Namespace; readonly value: string };
  readonly text: string;
  readonly fileIds: readonly string[];
  readonly nextState: MatterRow["state"];
}

/**
 * Write to the customer: the message and its way out in this transaction. The matter must be locked. Who answers a matter
 * that is nobody's takes it. Refuses `empty_message`, `not_reachable`, `channel_off`.
 */
export async function send(ctx: Ctx, matter: MatterRow, input: ToSend): Promise<MessageRow> {
  const member = memberOf(ctx);
  const words = input.text.trim();
  if (words === "" && input.fileIds.length === 0) throw new Refusal("empty_message");
  const to = await reached(ctx, matter, input);
  const from = input.channel === "email" ? await mailSender(ctx, matter) : null;
  const id = ctx.id();
  const mailId = from ? mailIdFor(matter.id, id, from) : null;
  const message: MessageRow = {
    customer_id: matter.customer_id,
    id,
    matter_id: matter.id,
    at: ctx.now,
    kind: "message",
    direction: "out",
    channel: input.channel,
    author_kind: "member",
    author_id: member.id,
    via_leaf: to.leafId === matter.customer_id ? null : to.leafId,
    ns: to.ns,
    value: to.value,
    standing: to.standing,
    subject: null,
    text: words,
    quoted: null,
    html: null,
    mail_id: mailId,
    raw_file_id: null,
    delivery_state: from ? "queued" : "sent",
    delivery_at: ctx.now,
    delivery_detail: null,
    flags: [],
  };
  await db(ctx).insertInto("conversations.message").values(message).execute();
  const files = await attach(
    ctx,
    { customerId: matter.customer_id, id },
    input.fileIds.map((fileId) => ({ fileId })),
  );
  const fromName = from ? `${member.name}, ${from.name}` : "";
  if (from && mailId) await sendByMail(ctx, { matter, messageId: id, from, fromName, to, text: words, files }, mailId);
  const preview = previewOf(words, files);
  await ourTurnDone(ctx, matter, input, preview);
  const news = { matterId: matter.id, messageId: id, number: matter.number, subject: matter.subject, preview };
  await emit(
    ctx,
    "message.sent",
    matter.customer_id,
    { ...news, viaLeaf: message.via_leaf },
    { channel: input.channel },
  );
  await tell(ctx, { customerId: matter.customer_id, id: matter.id }, message.via_leaf);
  return message;
}

/** The way to this customer by this channel and identifier, as it stands now. Refuses `not_reachable`. */
export async function reached(
  ctx: Ctx,
  matter: MatterRow,
  { channel, to }: { channel: string | null; to: { ns: string | null; value: string | null } },
): Promise<Reach> {
  const parts = await partsOf(ctx, { customerId: matter.customer_id, id: matter.id });
  const reach = await reachOf(ctx, matter.customer_id, parts);
  const found = reach.find((one) => one.channel === channel && one.ns === to.ns && one.value === to.value);
  if (!found) throw new Refusal("not_reachable");
  return found;
}

async function ourTurnDone(ctx: Ctx, matter: MatterRow, input: ToSend, preview: string): Promise<void> {
  const { channel, nextState } = input;
  const assigneeId = matter.assignee_id ?? memberOf(ctx).id;
  const isChanged = matter.state !== nextState || matter.assignee_id !== assigneeId;
  await db(ctx)
    .updateTable("conversations.matter")
    .set({
      state: nextState,
      assignee_id: assigneeId,
      needs_reply: false,
      last_at: ctx.now,
      last_channel: channel,
      preview,
      channels: matter.channels.includes(channel) ? matter.channels : [...matter.channels, channel],
      version: matter.version + (isChanged ? 1 : 0),
    })
    .where("customer_id", "=", matter.customer_id)
    .where("id", "=", matter.id)
    .execute();
}
