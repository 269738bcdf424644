import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { isClaim, type Way } from "../identity/facts.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db } from "../tables.ts";
import { type Held, holdIdentifier } from "./hold-identifier.ts";

/**
 * Write down that a leaf came by an identifier in this way, and lock the identifier's row. Answers its status and owner,
 * and whether the leaf had not come by it in this way before, or only later: the first time is a fact that decides. Give
 * `held` where the identifier is locked already.
 */
export async function noteLink(
  ctx: Ctx,
  leafId: string,
  { ns, value }: Identifier,
  how: Way,
  held?: Held,
): Promise<Held & { fresh: boolean }> {
  const seen = { first_seen_at: ctx.now, last_seen_at: ctx.now };
  const stands = held ?? (await holdIdentifier(ctx, { ns, value }, isClaim(how) ? undefined : leafId));
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("customers.link")
    .values({ leaf_id: leafId, ns, value, how, ...seen })
    .onConflict((conflict) => conflict.columns(["leaf_id", "ns", "value", "how"]).doNothing())
    .executeTakeFirstOrThrow();
  const fresh = numInsertedOrUpdatedRows === 1n || (await seenAgain(ctx, leafId, { ns, value }, how));
  ctx.hint(`customer:${leafId}`);
  return { fresh, ...stands };
}

/** A link that is known: seen last now, or first, where news arrives out of order. True when it was first. */
async function seenAgain(ctx: Ctx, leafId: string, { ns, value }: Identifier, how: Way): Promise<boolean> {
  const { rows } = await sql<{ first: boolean }>`
    update customers.link k set first_seen_at = least(k.first_seen_at, ${ctx.now}), last_seen_at = greatest(k.last_seen_at, ${ctx.now})
    from customers.link before
    where k.leaf_id = ${leafId} and k.ns = ${ns} and k.value = ${value} and k.how = ${how}
      and before.leaf_id = k.leaf_id and before.ns = k.ns and before.value = k.value and before.how = k.how
    returning before.first_seen_at > ${ctx.now} as first`.execute(ctx.tx);
  return rows[0]?.first === true;
}
