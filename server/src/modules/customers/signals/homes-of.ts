import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { claim } from "../identifiers/claim.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";
import { newLeaf } from "../people/new-leaf.ts";

const distinct = (ids: readonly Identifier[]): Identifier[] =>
  [...new Map(ids.map((id) => [identifierKey(id), id])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, id]) => id);

/**
 * The leaf made for each identifier's events, by key; one is made where there is none. The directory's primary key
 * decides between two batches that make the same one. Two statements for what is known, three for what is new.
 */
export async function homesOf(ctx: Ctx, ids: readonly Identifier[]): Promise<Map<string, string>> {
  const homes = new Map<string, string>();
  const asked = distinct(ids);
  if (asked.length === 0) return homes;
  const { rows } = await sql<{ ns: Namespace; value: string; home_id: string }>`
    select ns, value, home_id from customers.identifier
    where (ns, value) in (select * from unnest(${asked.map(({ ns }) => ns)}::text[], ${asked.map(({ value }) => value)}::text[]))
      and home_id is not null`.execute(ctx.tx);
  for (const row of rows) homes.set(identifierKey(row), row.home_id);
  const missing = asked.filter((id) => !homes.has(identifierKey(id)));
  if (missing.length > 0) await makeHomes(ctx, missing, homes);
  return homes;
}

async function makeHomes(ctx: Ctx, missing: readonly Identifier[], homes: Map<string, string>): Promise<void> {
  const made = missing.map((id) => ({ ...id, leaf: ctx.id() }));
  const columns = [made.map(({ ns }) => ns), made.map(({ value }) => value), made.map(({ leaf }) => leaf)] as const;
  const { rows } = await sql<{ ns: Namespace; value: string; home_id: string }>`
    insert into customers.identifier as i (ns, value, leaf_id, home_id, status, first_seen_at, last_seen_at)
    select ns, value, leaf, leaf, 'active', ${ctx.now}, ${ctx.now}
    from unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::uuid[]) as t (ns, value, leaf)
    on conflict (ns, value) do update set home_id = coalesce(i.home_id, excluded.home_id)
    returning ns, value, home_id`.execute(ctx.tx);
  for (const row of rows) homes.set(identifierKey(row), row.home_id);
  const own = made.filter((one) => homes.get(identifierKey(one)) === one.leaf);
  await sql`
    insert into customers.leaf (id, canonical_id, known, origin, created_at, last_seen_at)
    select leaf, leaf, ns = 'user', ns, ${ctx.now}, ${ctx.now}
    from unnest(${own.map(({ ns }) => ns)}::text[], ${own.map(({ leaf }) => leaf)}::uuid[]) as t (ns, leaf)`.execute(
    ctx.tx,
  );
}

/** The leaf that holds the events of a user id which nobody vouches for, by value; never the user's own. */
export async function claimedHomesOf(ctx: Ctx, ids: readonly Identifier[]): Promise<Map<string, string>> {
  const asked = distinct(ids);
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ value: string; leaf_id: string }>`
    select distinct on (k.value) k.value, k.leaf_id from customers.link k join customers.leaf l on l.id = k.leaf_id
    where k.ns = 'user' and k.value = any(${asked.map(({ value }) => value)}) and k.how = 'typed' and l.origin = 'claimed'
    order by k.value, k.leaf_id`.execute(ctx.tx);
  const homes = new Map(rows.map((row) => [row.value, row.leaf_id]));
  for (const id of asked) {
    if (homes.has(id.value)) continue;
    const leafId = await newLeaf(ctx, { origin: "claimed", known: false });
    await claim(ctx, leafId, id, "typed");
    homes.set(id.value, leafId);
  }
  return homes;
}
