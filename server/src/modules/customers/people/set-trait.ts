import type { Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import { settleLater } from "../merging/settle-later.ts";
import { db, type TraitKey, type TraitSource } from "../tables.ts";
import { LONGEST_TRAIT, writeTrait } from "./write-trait.ts";

/**
 * Note what was said of a leaf, and by whom; which of several sayings holds is decided when it is read. Another value of
 * the same source than last time is news. An empty value takes back what the source said. Safe to repeat.
 */
export async function setTrait(
  ctx: Ctx,
  leafId: string,
  key: TraitKey,
  value: string,
  source: TraitSource,
): Promise<void> {
  const text = value.trim().slice(0, LONGEST_TRAIT);
  const last = await db(ctx)
    .selectFrom("customers.trait")
    .select("value")
    .where("customer_id", "=", leafId)
    .where("key", "=", key)
    .where("source", "=", source)
    .orderBy("at", "desc")
    .orderBy("value")
    .limit(1)
    .executeTakeFirst();
  await writeTrait(ctx, leafId, key, text, source);
  if (key !== "locale" && last?.value !== text) await settleLater(ctx, leafId);
  ctx.hint(`customer:${leafId}`);
  if (last && last.value !== text)
    await emit(ctx, "customer.changed", leafId, { key, from: last.value || null, to: text || null });
}
