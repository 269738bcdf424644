import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { proofsAmong } from "../identity/facts.ts";
import type { Neighbourhood } from "../identity/find-neighbourhood.ts";
import type { Identifier } from "../identity/namespaces.ts";
import type { Reason } from "../identity/reasons.ts";

const REASON: Reason = "limit_connected_1000";
/** Holders of one identifier that are counted; who has more is no more to be blamed. */
const COUNTED = 1_001;

/**
 * More profiles hang together than can be judged: have a person look at the identifier that most of them hold, once as long
 * as that question is open. Blocking the value parts them.
 */
export async function askAboutTooMany(ctx: Ctx, { facts, suspicious }: Neighbourhood): Promise<void> {
  const proofs = [...new Map(proofsAmong(facts.links).map((proof) => [proof.key, proof])).values()];
  const sound = proofs.filter(({ key }) => !suspicious.has(key));
  const { rows } = await sql<Identifier & { a: string; b: string }>`
    select t.ns, t.value, h.a, h.b
    from unnest(${sound.map(({ ns }) => ns)}::text[], ${sound.map(({ value }) => value)}::text[]) as t (ns, value)
    cross join lateral (
      select count(*) as holders, (array_agg(leaf_id order by leaf_id))[1] as a, (array_agg(leaf_id order by leaf_id))[2] as b
      from (select distinct leaf_id from customers.link k where k.ns = t.ns and k.value = t.value
        and k.how not in ('typed', 'caller', 'address', 'alias') order by leaf_id limit ${COUNTED}) k
    ) h
    where h.holders > 1
    order by h.holders desc, t.ns, t.value limit 1`.execute(ctx.tx);
  const [found] = rows;
  if (!found) return;
  const { numAffectedRows } = await sql`
    insert into customers.review (id, a_leaf, b_leaf, ns, value, reason, at)
    select ${ctx.id()}, ${found.a}, ${found.b}, ${found.ns}, ${found.value}, ${REASON}, ${ctx.now}
    where not exists (select 1 from customers.review where state = 'open' and ns = ${found.ns} and value = ${found.value} and reason = ${REASON})
    on conflict (a_leaf, b_leaf, ns, value) do nothing`.execute(ctx.tx);
  if (numAffectedRows && numAffectedRows > 0n) ctx.hint("reviews");
}
