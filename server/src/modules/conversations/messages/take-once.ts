import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** Where something that came from outside was put. */
export interface TakenIn {
  readonly customerId: string;
  readonly matterId: string;
  readonly messageId: string;
}

const rowOf = (ctx: Ctx, channel: string, key: string) =>
  db(ctx)
    .selectFrom("conversations.received")
    .selectAll()
    .where("key", "=", key)
    .where("channel", "=", channel)
    .executeTakeFirst();

/** What became of an earlier delivery of this key by this channel, when that is committed. */
export async function takenBefore(ctx: Ctx, channel: string, key: string): Promise<TakenIn | null> {
  const row = await rowOf(ctx, channel, key);
  if (!row?.message_id || !row.matter_id || !row.customer_id) return null;
  return { customerId: row.customer_id, matterId: row.matter_id, messageId: row.message_id };
}

/**
 * Claim the key of something that came from outside. Null when it is new; a second delivery waits for the first to commit
 * and gets what became of it.
 */
export async function takeOnce(ctx: Ctx, channel: string, key: string): Promise<TakenIn | null> {
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("conversations.received")
    .values({ key, channel, at: ctx.now })
    .onConflict((conflict) => conflict.columns(["key", "channel"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? null : takenBefore(ctx, channel, key);
}

/** Note where it was put, for its repeats. */
export const noteTaken = (ctx: Ctx, channel: string, key: string, put: TakenIn) =>
  db(ctx)
    .updateTable("conversations.received")
    .set({ customer_id: put.customerId, matter_id: put.matterId, message_id: put.messageId })
    .where("key", "=", key)
    .where("channel", "=", channel)
    .execute();
