import type { Ctx } from "../../../platform/ctx.ts";
import { goldenOf } from "../people/golden-of.ts";
import { db } from "../tables.ts";

/**
 * What was said on a leaf itself, never what is known of the person it was merged into: the name, and the e-mail address
 * that was typed last. This is what a device may be told of itself.
 */
export async function ownWords(ctx: Ctx, leafId: string): Promise<{ name: string | null; email: string | null }> {
  const { name } = await goldenOf(ctx, [leafId]);
  const link = await db(ctx)
    .selectFrom("customers.link")
    .select("value")
    .where("leaf_id", "=", leafId)
    .where("ns", "=", "email")
    .orderBy("last_seen_at", "desc")
    .orderBy("value")
    .limit(1)
    .executeTakeFirst();
  return { name, email: link?.value ?? null };
}
