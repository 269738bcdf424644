import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { compareNames, type NameVerdict } from "../identity/compare-names.ts";
import type { Identifier } from "../identity/namespaces.ts";

/** Claimants of one value that are looked at; a value that more people typed is nobody's in particular. */
const LOOKED_AT = 20;

/**
 * The leaf that came by the identifier through this channel, holds nothing else and is merged with nobody: the one of the
 * same name, else the only one whose name does not speak against it; null where that is unclear. So a second form or mail
 * of the same stranger does not make a second stranger, and two who share an address stay two.
 */
export async function loneClaimant(
  ctx: Ctx,
  { identifier: { ns, value }, origin, name }: { identifier: Identifier; origin: string; name?: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string; shared: boolean; names: string[] }>`
    select l.id, i.status in ('shared', 'suspicious') as shared,
      array(select t.value from customers.trait t where t.customer_id = l.id and t.key = 'name' and t.value <> '') as names
    from customers.identifier i join customers.leaf l on l.origin = ${origin} and l.canonical_id = l.id and l.id in
      (select leaf_id from customers.link where ns = ${ns} and value = ${value} order by last_seen_at desc limit ${LOOKED_AT})
    where i.ns = ${ns} and i.value = ${value} and i.leaf_id is distinct from l.id
      and not exists (select 1 from customers.leaf o where o.canonical_id = l.id and o.id <> l.id)
      and not exists (select 1 from customers.link k where k.leaf_id = l.id and (k.ns, k.value) <> (${ns}::text, ${value}::text))
      and not exists (select 1 from customers.device d where d.leaf_id = l.id)
    order by l.id desc`.execute(ctx.tx);
  const judged = rows.map((row) => ({ ...row, verdict: verdictOf(name, row.names) }));
  const same = judged.find(({ verdict }) => verdict === "agree");
  if (same) return same.id;
  const possible = judged.filter(({ verdict }) => verdict === "unknown");
  return possible.length === 1 && judged.length === 1 && !possible[0]!.shared ? possible[0]!.id : null;
}

function verdictOf(name: string | undefined, names: readonly string[]): NameVerdict {
  const verdicts = name === undefined ? [] : names.map((other) => compareNames(name, other).verdict);
  return verdicts.includes("disagree") ? "disagree" : verdicts.includes("agree") ? "agree" : "unknown";
}
