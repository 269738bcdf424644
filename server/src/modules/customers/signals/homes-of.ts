import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";
import { claimMany } from "./claim-many.ts";
import type { Known, KnownLeaf } from "./look-up.ts";

const distinct = (ids: readonly Identifier[]): Identifier[] =>
  [...new Map(ids.map((id) => [identifierKey(id), id])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, id]) => id);

/**
 * Make a leaf for the events of each of these identifiers that has none, and add it to what is known. The directory's
 * primary key decides between two batches that make the same one. Two statements.
 */
export async function makeHomes(ctx: Ctx, ids: readonly Identifier[], homes: Known["homes"]): Promise<void> {
  const missing = distinct(ids).filter((id) => !homes.has(identifierKey(id)));
  if (missing.length === 0) return;
  const made = missing.map((id) => ({ ...id, leaf: ctx.id() }));
  const columns = [made.map(({ ns }) => ns), made.map(({ value }) => value), made.map(({ leaf }) => leaf)] as const;
  const { rows } = await sql<{ ns: Namespace; value: string; home_id: string; fresh: boolean }>`
    insert into customers.identifier as i (ns, value, leaf_id, home_id, status, first_seen_at, last_seen_at)
    select ns, value, leaf, leaf, 'active', ${ctx.now}, ${ctx.now}
    from unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::uuid[]) as t (ns, value, leaf)
    on conflict (ns, value) do update set home_id = coalesce(i.home_id, excluded.home_id)
    returning ns, value, home_id, xmax = 0 as fresh`.execute(ctx.tx);
  for (const { home_id: leafId, fresh: alone, ...id } of rows)
    homes.set(identifierKey(id), { leafId, canonicalId: leafId, seen: ctx.now, alone });
  const own = made.filter((one) => homes.get(identifierKey(one))?.leafId === one.leaf);
  await insertLeaves(
    ctx,
    own.map(({ leaf, ns }) => ({ id: leaf, known: ns === "user", origin: ns })),
  );
}

async function insertLeaves(
  ctx: Ctx,
  leaves: readonly { id: string; known: boolean; origin: string }[],
): Promise<void> {
  if (leaves.length === 0) return;
  await sql`
    insert into customers.leaf (id, canonical_id, known, origin, created_at, last_seen_at)
    select id, id, known, origin, ${ctx.now}, ${ctx.now}
    from unnest(${leaves.map(({ id }) => id)}::uuid[], ${leaves.map(({ known }) => known)}::boolean[],
      ${leaves.map(({ origin }) => origin)}::text[]) as t (id, known, origin)`.execute(ctx.tx);
}

/** The leaf that holds the events of a user id which nobody vouches for, by value; never the user's own. */
export async function claimedHomesOf(ctx: Ctx, ids: readonly Identifier[]): Promise<Map<string, KnownLeaf>> {
  const asked = distinct(ids);
  if (asked.length === 0) return new Map();
  const { rows } = await sql<KnownLeaf & { value: string }>`
    select distinct on (k.value) k.value, l.id as "leafId", l.canonical_id as "canonicalId", least(l.last_seen_at, c.last_seen_at) as seen
    from customers.link k join customers.leaf l on l.id = k.leaf_id join customers.leaf c on c.id = l.canonical_id
    where k.ns = 'user' and k.value = any(${asked.map(({ value }) => value)}) and k.how = 'typed' and l.origin = 'claimed'
    order by k.value, k.leaf_id`.execute(ctx.tx);
  const homes = new Map(rows.map(({ value, ...leaf }): [string, KnownLeaf] => [value, leaf]));
  const missing = asked.filter(({ value }) => !homes.has(value)).map((id) => ({ ...id, leafId: ctx.id() }));
  await insertLeaves(
    ctx,
    missing.map(({ leafId }) => ({ id: leafId, known: false, origin: "claimed" })),
  );
  await claimMany(
    ctx,
    missing.map((claim) => ({ ...claim, how: "typed", at: ctx.now })),
  );
  for (const { value, leafId } of missing) homes.set(value, { leafId, canonicalId: leafId, seen: ctx.now });
  return homes;
}
