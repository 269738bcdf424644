import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";

/**
 * The person of this leaf got in touch just now: the leaf, and the one the person is read by, were seen, and the person is
 * known from now on, no mere browser.
 */
export async function touch(ctx: Ctx, leafId: string): Promise<void> {
  await sql`
    update customers.leaf set last_seen_at = greatest(last_seen_at, ${ctx.now}), known = true
    where id in (${leafId}, (select canonical_id from customers.leaf where id = ${leafId}))
      and (last_seen_at < ${ctx.now} or not known)`.execute(ctx.tx);
  ctx.hint(`customer:${leafId}`);
}
