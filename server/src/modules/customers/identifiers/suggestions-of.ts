import { sql } from "kysely";
import type { Namespace, Suggestion } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { linesOf } from "../people/lines-of.ts";

const MOST = 20;

/**
 * Other people whom this one may be: both named the same address, number, card or id, and no rule may join them. Those
 * whom staff said to be two people are left out.
 */
export const suggestionsOf = async (ctx: Ctx, anyLeafId: string): Promise<Suggestion[]> =>
  suggestionsFor(ctx, await leavesOf(ctx, anyLeafId));

/** The same for all leaves of a person. */
export async function suggestionsFor(ctx: Ctx, leafIds: readonly string[]): Promise<Suggestion[]> {
  const { rows } = await sql<{ leafId: string; ns: Namespace; value: string; reason: Suggestion["reason"] }>`
    select distinct on (l.canonical_id) o.leaf_id as "leafId", k.ns, k.value,
      case when i.status = 'shared' then 'shared'
        when k.how in ('typed', 'caller', 'address', 'alias') then 'claimed_here'
        when i.status = 'active' and i.leaf_id <> all(${leafIds}::uuid[]) then 'claimed_here' else 'claimed_there' end as reason
    from customers.link k
    join customers.identifier i on i.ns = k.ns and i.value = k.value and i.status in ('claimed', 'active', 'shared')
    join lateral (select leaf_id, last_seen_at from customers.link x
      where x.ns = k.ns and x.value = k.value and x.leaf_id <> all(${leafIds}::uuid[]) limit ${MOST}) o on true
    join customers.leaf l on l.id = o.leaf_id
    where k.leaf_id = any(${leafIds}::uuid[]) and k.ns not in ('anonymous', 'device')
      and not exists (select 1 from customers.apart a where a.undone_at is null
        and a.a_leaf in (select id from customers.leaf where canonical_id = l.canonical_id) and a.b_leaf = any(${leafIds}::uuid[]))
      and not exists (select 1 from customers.apart a where a.undone_at is null
        and a.b_leaf in (select id from customers.leaf where canonical_id = l.canonical_id) and a.a_leaf = any(${leafIds}::uuid[]))
    order by l.canonical_id, reason, o.last_seen_at desc
    limit ${MOST}`.execute(ctx.tx);
  const lines = await linesOf(
    ctx,
    rows.map((row) => row.leafId),
  );
  return rows
    .map(({ leafId, ns, value, reason }) => ({ customer: lines.get(leafId)!, ns, value, reason }))
    .sort((a, b) => (a.customer.lastSeenAt < b.customer.lastSeenAt ? 1 : -1));
}
