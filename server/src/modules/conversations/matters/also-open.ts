import type { MatterDetail } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { leavesOf } from "../../customers/index.ts";
import { db, type MatterRow } from "../tables.ts";
import { CONTINUED_MS } from "./continued-matter.ts";

const MOST = 3;

/**
 * Other matters that this person has going on since two profiles were found to be one: each began before that was known, and
 * whoever answers one may not know of the other. What staff keep apart under one profile is not asked about.
 */
export async function alsoOpen(ctx: Ctx, matter: MatterRow): Promise<MatterDetail["alsoOpen"]> {
  if (matter.state === "closed" || matter.joined_id !== null) return [];
  const others = (await leavesOf(ctx, matter.customer_id)).filter((id) => id !== matter.customer_id);
  if (others.length === 0) return [];
  const rows = await db(ctx)
    .selectFrom("conversations.matter")
    .select(["customer_id", "id", "number", "subject", "last_at", "last_channel"])
    .where("customer_id", "in", others)
    .where("joined_id", "is", null)
    .where("state", "<>", "closed")
    .where("last_at", ">", new Date(ctx.now.getTime() - CONTINUED_MS))
    .orderBy("last_at", "desc")
    .orderBy("id", "desc")
    .limit(MOST)
    .execute();
  return rows.map(({ customer_id: customerId, id, number, subject, last_at, last_channel: lastChannel }) => ({
    customerId,
    id,
    number,
    subject,
    lastAt: last_at.toISOString(),
    lastChannel,
  }));
}
