import { sql } from "kysely";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import { settleLater } from "../merging/settle-later.ts";
import type { TraitKey, TraitSource } from "../tables.ts";
import { LONGEST_TRAIT } from "./write-trait.ts";

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
  const { rows } = await sql<{ before: string | null }>`
    insert into customers.trait (customer_id, key, source, value, actor, at)
    values (${leafId}, ${key}, ${source}, ${text}, ${actorName(ctx.actor)}, ${ctx.now})
    on conflict (customer_id, key, source, value) do update set actor = excluded.actor, at = excluded.at
    returning (select t.value from customers.trait t
      where t.customer_id = ${leafId} and t.key = ${key} and t.source = ${source}
      order by t.at desc, t.value limit 1) as before`.execute(ctx.tx);
  // A statement does not see its own row, only what was said before it.
  const { before } = rows[0]!;
  if (key !== "locale" && before !== text) await settleLater(ctx, leafId);
  ctx.hint(`customer:${leafId}`);
  if (before !== null && before !== text)
    await emit(ctx, "customer.changed", leafId, { key, from: before || null, to: text || null });
}
