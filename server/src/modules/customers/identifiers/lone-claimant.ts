import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { compareNames } from "../identity/compare-names.ts";
import type { Identifier } from "../identity/namespaces.ts";

/** Claimants of one value that are looked at; a value that more people typed is nobody's in particular. */
const LOOKED_AT = 20;

/**
 * The newest leaf that came by the identifier through this channel, holds nothing else, is merged with nobody and whose
 * name does not speak against it; null when there is none. Used so that a second form or mail of the same stranger does
 * not make a second stranger.
 */
export async function loneClaimant(
  ctx: Ctx,
  { identifier, origin, name }: { identifier: Identifier; origin: string; name?: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string; names: string[] }>`
    select l.id, array(select t.value from customers.trait t where t.customer_id = l.id and t.key = 'name') as names
    from customers.leaf l
    where l.origin = ${origin} and l.canonical_id = l.id
      and l.id in (select leaf_id from customers.link where ns = ${identifier.ns} and value = ${identifier.value} limit ${LOOKED_AT})
      and not exists (select 1 from customers.leaf o where o.canonical_id = l.id and o.id <> l.id)
      and not exists (select 1 from customers.link k where k.leaf_id = l.id
        and (k.ns, k.value) <> (${identifier.ns}::text, ${identifier.value}::text))
      and not exists (select 1 from customers.device d where d.leaf_id = l.id)
      and not exists (select 1 from customers.identifier i where i.leaf_id = l.id)
    order by l.id desc`.execute(ctx.tx);
  const fits = rows.find((row) =>
    row.names.every((other) => name === undefined || compareNames(name, other).verdict !== "disagree"),
  );
  return fits?.id ?? null;
}
