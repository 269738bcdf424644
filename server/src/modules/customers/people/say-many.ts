import { sql } from "kysely";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { emitMany } from "../../../platform/emit-many.ts";
import type { TraitKey, TraitSource } from "../tables.ts";
import { LONGEST_TRAIT } from "./write-trait.ts";

export interface Saying {
  readonly leafId: string;
  readonly value: string;
  readonly at: Date;
}

/** What is said again within this time is not written again. */
const SAID_EVERY = "1 hour";

/**
 * Note at once what a source said of one key of many leaves: the same as `setTrait`, in a number of statements that does
 * not grow. Answers the leaves whose people are to be settled anew.
 */
export async function sayMany(
  ctx: Ctx,
  key: TraitKey,
  source: TraitSource,
  sayings: readonly Saying[],
): Promise<string[]> {
  const last = new Map<string, Saying>();
  for (const saying of sayings.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    last.set(saying.leafId, { ...saying, value: saying.value.trim().slice(0, LONGEST_TRAIT).toWellFormed() });
  if (last.size === 0) return [];
  const news = [...last.values()].sort((a, b) => (a.leafId < b.leafId ? -1 : 1));
  const { rows } = await sql<{ customer_id: string; value: string; at: Date }>`
    select distinct on (customer_id) customer_id, value, at from customers.trait
    where customer_id = any(${news.map(({ leafId }) => leafId)}::uuid[]) and key = ${key} and source = ${source}
    order by customer_id, at desc, value`.execute(ctx.tx);
  const before = new Map(rows.map((row) => [row.customer_id, row]));
  await sql`
    insert into customers.trait as t (customer_id, key, source, value, actor, at)
    select leaf, ${key}, ${source}, value, ${actorName(ctx.actor)}, at
    from unnest(${news.map(({ leafId }) => leafId)}::uuid[], ${news.map(({ value }) => value)}::text[],
      ${news.map(({ at }) => at)}::timestamptz[]) as said (leaf, value, at)
    on conflict (customer_id, key, source, value) do update set actor = excluded.actor, at = excluded.at
      where t.at < excluded.at - ${SAID_EVERY}::interval`.execute(ctx.tx);
  const changed = news.filter(({ leafId, value }) => before.get(leafId)?.value !== value);
  const replaced = changed.filter(({ leafId, at }) => {
    const known = before.get(leafId);
    return known !== undefined && known.at < at;
  });
  await emitMany(
    ctx,
    "customer.changed",
    replaced.map(({ leafId, value }) => ({
      customerId: leafId,
      data: { key, from: before.get(leafId)?.value || null, to: value || null },
    })),
  );
  return changed.map(({ leafId }) => leafId);
}
