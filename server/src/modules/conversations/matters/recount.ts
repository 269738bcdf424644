import type { Channel } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { partsOf } from "../find.ts";
import { previewOf } from "../lines.ts";
import { attachmentsOf } from "../messages/to-message.ts";
import { db, type MatterRow } from "../tables.ts";

/**
 * Read the figures that the inbox shows (last word, channels, whose turn) anew from the messages, after some were taken away
 * or came back. Answers how many messages the matter holds. The matter must be locked.
 */
export async function recount(ctx: Ctx, matter: MatterRow): Promise<number> {
  const parts = await partsOf(ctx, { customerId: matter.customer_id, id: matter.id });
  const rows = await db(ctx)
    .selectFrom("conversations.message")
    .selectAll()
    .where("customer_id", "in", [...new Set(parts.map((part) => part.customerId))])
    .where(
      "matter_id",
      "in",
      parts.map((part) => part.id),
    )
    .where("kind", "in", ["message", "talk"])
    .orderBy("at")
    .orderBy("id")
    .execute();
  const last = rows.at(-1);
  const lastIn = rows.findLast((row) => row.direction === "in" && row.kind === "message");
  const lastWord = rows.findLast((row) => row.kind === "message");
  const files = last ? ((await attachmentsOf(ctx, [last])).get(last.id) ?? []) : [];
  await db(ctx)
    .updateTable("conversations.matter")
    .set({
      last_at: last?.at ?? matter.opened_at,
      last_channel: last?.channel ?? matter.last_channel,
      last_in_at: lastIn?.at ?? null,
      preview: last ? previewOf(last.text, files) : "",
      channels: [...new Set(rows.map((row) => row.channel).filter((channel): channel is Channel => channel !== null))],
      needs_reply: matter.state !== "closed" && lastWord?.direction === "in",
      version: matter.version + 1,
    })
    .where("customer_id", "=", matter.customer_id)
    .where("id", "=", matter.id)
    .execute();
  return rows.length;
}
