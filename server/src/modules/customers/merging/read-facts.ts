import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Leaf, Link, Verdict, Way } from "../identity/facts.ts";
import type { FactReader } from "../identity/find-neighbourhood.ts";
import { alternatives } from "../identity/golden-record.ts";
import { isTorn } from "../identity/leaf-evidence.ts";
import { identifierKey } from "../identity/namespaces.ts";
import { traitsOf } from "../people/golden-of.ts";
import { db } from "../tables.ts";

/** One more than a neighbourhood may have leaves, so that what is cut off here is seen to be too much. */
const MOST_HOLDERS = 1_001;

/** What the rules ask of the database; each answer is one statement, or two. */
export const factReader = (ctx: Ctx): FactReader => ({
  leaves: (ids) => readLeaves(ctx, ids),

  linksOf: async (leafIds) => {
    const { rows } = await sql<{ leafId: string; ns: Namespace; value: string; how: Way; at: Date }>`
      select leaf_id as "leafId", ns, value, how, first_seen_at as at
      from customers.link where leaf_id = any(${leafIds}::uuid[])`.execute(ctx.tx);
    return rows satisfies readonly Link[];
  },

  holdersOf: async (identifiers) => {
    const { rows } = await sql<{ leaf_id: string }>`
      select distinct h.leaf_id
      from unnest(${identifiers.map(({ ns }) => ns)}::text[], ${identifiers.map(({ value }) => value)}::text[]) as t (ns, value)
      cross join lateral (select k.leaf_id from customers.link k where k.ns = t.ns and k.value = t.value
        and k.how not in ('typed', 'caller', 'address', 'alias') limit ${MOST_HOLDERS}) h`.execute(ctx.tx);
    return rows.map((row) => row.leaf_id);
  },

  suspicious: async (identifiers) => {
    const { rows } = await sql<{ ns: Namespace; value: string; status: string }>`
      select ns, value, status from customers.identifier where status in ('blocked', 'suspicious') and (ns, value) in
        (select * from unnest(${identifiers.map(({ ns }) => ns)}::text[], ${identifiers.map(({ value }) => value)}::text[]))`.execute(
      ctx.tx,
    );
    return new Map(
      rows.map((row) => [identifierKey(row), row.status === "blocked" ? "blocked_value" : "suspicious_identifier"]),
    );
  },

  verdicts: async (leafIds) => ({
    together: await pairs(ctx, sql`customers.edge where by_kind = 'staff' and undone_at is null`, leafIds),
    apart: await pairs(ctx, sql`customers.apart where undone_at is null`, leafIds),
  }),
});

async function readLeaves(ctx: Ctx, ids: readonly string[]): Promise<Leaf[]> {
  const rows = await db(ctx)
    .selectFrom("customers.leaf")
    .select(["id", "origin", "created_at"])
    .where("id", "in", [...ids])
    .execute();
  const traits = Map.groupBy(await traitsOf(ctx, ids), (trait) => trait.leafId);
  return rows.map(({ id, origin, created_at }) => {
    const said = traits.get(id) ?? [];
    return {
      id,
      origin,
      createdAt: created_at,
      names: alternatives(said, "name"),
      birthDates: alternatives(said, "birth_date"),
      torn: isTorn(said, origin),
    };
  });
}

async function pairs(ctx: Ctx, from: ReturnType<typeof sql>, leafIds: readonly string[]): Promise<Verdict[]> {
  const { rows } = await sql<Verdict>`
    select a_leaf as a, b_leaf as b from ${from} and a_leaf = any(${leafIds}::uuid[])
    union
    select a_leaf, b_leaf from ${from} and b_leaf = any(${leafIds}::uuid[])`.execute(ctx.tx);
  return rows;
}
