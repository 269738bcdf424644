import { sql } from "kysely";
import type { ChatMessage, ChatThread } from "../../../../../contract/chat.ts";
import { deviceOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { ownWords, provedOn } from "../../customers/index.ts";
import { anybodyHere, companyName, memberNames } from "../../staff/index.ts";
import { tell } from "../messages/tell.ts";
import { attachmentsOf, toAttachment } from "../messages/to-message.ts";
import { db, type MessageRow } from "../tables.ts";
import { visibleMessages } from "./visible-messages.ts";

/** Everything the acting device may see. What was on its way to it is delivered by this reading. */
export async function thread(ctx: Ctx): Promise<ChatThread> {
  const device = deviceOf(ctx);
  const rows = await visibleMessages(ctx);
  await noteDelivered(ctx, rows, device.id);
  const proved = await provedOn(ctx, device.id);
  const own = await ownWords(ctx, device.leafId);
  const messages = await toChat(ctx, rows);
  return {
    deviceId: device.id,
    company: await companyName(ctx),
    face: messages.findLast((message) => message.author !== null)?.author ?? null,
    staffed: await anybodyHere(ctx),
    name: own.name,
    proved: proved.filter((one) => one.ns === "email").map((one) => one.value),
    claimed: own.email !== null && !proved.some((one) => one.value === own.email) ? own.email : null,
    messages,
  };
}

/** Messages in the shape of the customer's device. */
export async function toChat(ctx: Ctx, rows: readonly MessageRow[]): Promise<ChatMessage[]> {
  const files = await attachmentsOf(ctx, rows);
  const members = await memberNames(ctx, [
    ...new Set(rows.flatMap((row) => (row.author_kind === "member" && row.author_id) || [])),
  ]);
  const seen = await seenUpTo(ctx, rows);
  return rows.map((row) => {
    const author = row.author_kind === "member" ? members.get(row.author_id ?? "") : undefined;
    const isRead = (seen.get(row.matter_id) ?? 0) >= row.at.getTime();
    return {
      id: row.id,
      at: row.at.toISOString(),
      from: row.direction === "in" ? "me" : author ? "staff" : "notice",
      channel: row.channel ?? "chat",
      author: author ? { name: author.name, photo: author.photo } : null,
      text: row.text,
      attachments: (files.get(row.id) ?? []).map(toAttachment),
      state: row.direction === "in" ? (isRead ? "read" : "delivered") : row.delivery_state,
    };
  });
}

/** Up to which moment of each matter somebody of the staff has seen. */
async function seenUpTo(ctx: Ctx, rows: readonly MessageRow[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const seen = await db(ctx)
    .selectFrom("conversations.seen")
    .select(["matter_id", ({ fn }) => fn.max("at").as("at")])
    .where("customer_id", "in", [...new Set(rows.map((row) => row.customer_id))])
    .where("matter_id", "in", [...new Set(rows.map((row) => row.matter_id))])
    .groupBy(["customer_id", "matter_id"])
    .execute();
  return new Map(seen.map((row) => [row.matter_id, row.at.getTime()]));
}

const isOnItsWay = (row: MessageRow, deviceId: string): boolean =>
  row.direction === "out" &&
  row.channel === "chat" &&
  row.value === deviceId &&
  (row.delivery_state === "queued" || row.delivery_state === "sent");

async function noteDelivered(ctx: Ctx, rows: readonly MessageRow[], deviceId: string): Promise<void> {
  const waiting = rows.filter((row) => isOnItsWay(row, deviceId));
  if (waiting.length === 0) return;
  await advance(ctx, waiting, "delivered");
}

/** Move these messages on to a later state; never back. Tells whoever looks at their matters. */
export async function advance(ctx: Ctx, rows: readonly MessageRow[], state: "delivered" | "read"): Promise<void> {
  const before = state === "read" ? ["queued", "sent", "delivered"] : ["queued", "sent"];
  await sql`
    update conversations.message set delivery_state = ${state}, delivery_at = ${ctx.now}
    where customer_id = any(${[...new Set(rows.map((row) => row.customer_id))]}::uuid[]) and id = any(${rows.map((row) => row.id)}::uuid[])
      and delivery_state = any(${before})`.execute(ctx.tx);
  for (const [id, customerId] of new Map(rows.map((row) => [row.matter_id, row.customer_id])))
    await tell(ctx, { customerId, id });
}
