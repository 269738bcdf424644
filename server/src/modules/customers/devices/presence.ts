import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** A socket gives a sign of life every minute; after two without one it is gone. */
const GONE_MS = 130_000;

/** The acting device has its chat open (`here`) or closed it; other actors are none of this room's. */
export async function devicePresence(ctx: Ctx, state: "here" | "gone"): Promise<void> {
  if (ctx.actor.kind !== "device") return;
  await db(ctx)
    .updateTable("customers.device")
    .set({ connected_at: state === "here" ? ctx.now : null })
    .where("id", "=", ctx.actor.id)
    .execute();
  ctx.hint(`customer:${ctx.actor.leafId}`);
}

/** The devices of these leaves, the last seen first, and whether the chat is open on each. */
export async function devicesOf(
  ctx: Ctx,
  leafIds: readonly string[],
): Promise<{ id: string; leafId: string; connected: boolean }[]> {
  if (leafIds.length === 0) return [];
  const rows = await db(ctx)
    .selectFrom("customers.device")
    .select(["id", "leaf_id", "connected_at"])
    .where("leaf_id", "in", [...leafIds])
    .orderBy("last_seen_at", "desc")
    .orderBy("id")
    .execute();
  const alive = ctx.now.getTime() - GONE_MS;
  return rows.map((row) => ({
    id: row.id,
    leafId: row.leaf_id,
    connected: (row.connected_at?.getTime() ?? 0) > alive,
  }));
}
