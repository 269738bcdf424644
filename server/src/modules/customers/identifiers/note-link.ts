import type { Ctx } from "../../../platform/ctx.ts";
import type { Way } from "../identity/facts.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db, type IdentifierStatus } from "../tables.ts";
import { blockingRules } from "./blocked.ts";

/**
 * Write down that a leaf came by an identifier in this way, and lock the identifier's row. Answers its status and owner,
 * and whether the leaf had not come by it in this way before.
 */
export async function noteLink(
  ctx: Ctx,
  leafId: string,
  { ns, value }: Identifier,
  how: Way,
): Promise<{ fresh: boolean; status: IdentifierStatus; leafId: string | null }> {
  const seen = { first_seen_at: ctx.now, last_seen_at: ctx.now };
  const status = (await blockingRules(ctx))({ ns, value }) !== null ? "blocked" : "claimed";
  await db(ctx)
    .insertInto("customers.identifier")
    .values({ ns, value, leaf_id: null, home_id: null, status, ...seen })
    .onConflict((conflict) => conflict.columns(["ns", "value"]).doUpdateSet({ last_seen_at: ctx.now }))
    .execute();
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("customers.link")
    .values({ leaf_id: leafId, ns, value, how, ...seen })
    .onConflict((conflict) => conflict.columns(["leaf_id", "ns", "value", "how"]).doNothing())
    .executeTakeFirstOrThrow();
  const fresh = numInsertedOrUpdatedRows === 1n;
  if (!fresh)
    await db(ctx)
      .updateTable("customers.link")
      .set({ last_seen_at: ctx.now })
      .where("leaf_id", "=", leafId)
      .where("ns", "=", ns)
      .where("value", "=", value)
      .where("how", "=", how)
      .execute();
  const row = await db(ctx)
    .selectFrom("customers.identifier")
    .select(["leaf_id", "status"])
    .where("ns", "=", ns)
    .where("value", "=", value)
    .executeTakeFirstOrThrow();
  ctx.hint(`customer:${leafId}`);
  return { fresh, status: row.status, leafId: row.leaf_id };
}
