import type { Ctx } from "../../../platform/ctx.ts";
import { leavesOf } from "../../customers/index.ts";
import { db, type Ref } from "../tables.ts";

/** A matter that rests for longer than this (ms) is not continued by the next contact. */
export const CONTINUED_MS = 14 * 86_400_000;

/**
 * The matter which the next contact of this person continues: open or waiting, last spoken in the 14 days before `at`, over
 * all leaves (or some of them) and channels. Null when there is none. Call it with the person locked, so that two contacts make one matter.
 */
export async function continuedMatter(
  ctx: Ctx,
  leafId: string,
  at: Date,
  among?: readonly string[],
): Promise<Ref | null> {
  const row = await db(ctx)
    .selectFrom("conversations.matter")
    .select(["customer_id", "id"])
    .where("customer_id", "in", among ?? (await leavesOf(ctx, leafId)))
    .where("joined_id", "is", null)
    .where("state", "<>", "closed")
    .where("last_at", ">", new Date(at.getTime() - CONTINUED_MS))
    .orderBy("last_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { customerId: row.customer_id, id: row.id } : null;
}
