import { sql } from "kysely";
import type { CustomerLine, Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { bestFirst } from "../identifiers/identifiers-of.ts";
import { standing } from "../identifiers/standing-of.ts";
import type { Way } from "../identity/facts.ts";
import { goldenRecord } from "../identity/golden-record.ts";
import type { IdentifierStatus } from "../tables.ts";
import { db } from "../tables.ts";
import { traitsOf } from "./golden-of.ts";

/** For each leaf the line of its person, as lists show it. Four statements, however many leaves. */
export async function linesOf(ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, CustomerLine>> {
  if (leafIds.length === 0) return new Map();
  const leaves = await db(ctx)
    .selectFrom("customers.leaf as asked")
    .innerJoin("customers.leaf as l", "l.canonical_id", "asked.canonical_id")
    .select(["asked.id as asked", "l.id", "l.canonical_id", "l.known", "l.last_seen_at"])
    .where("asked.id", "in", [...new Set(leafIds)])
    .execute();
  const ids = [...new Set(leaves.map((leaf) => leaf.id))];
  const traits = Map.groupBy(await traitsOf(ctx, ids), (trait) => trait.leafId);
  const contacts = Map.groupBy(await contactsOf(ctx, ids), (contact) => contact.leafId);
  const lines = new Map<string, CustomerLine>();
  for (const [canonical, rows] of Map.groupBy(leaves, (leaf) => leaf.canonical_id)) {
    const members = [...new Set(rows.map((row) => row.id))];
    const own = members.flatMap((id) => contacts.get(id) ?? []).sort(bestFirst);
    const line: CustomerLine = {
      id: canonical,
      name: goldenRecord(members.flatMap((id) => traits.get(id) ?? [])).name ?? null,
      email: own.find(({ ns }) => ns === "email")?.value ?? null,
      phone: own.find(({ ns }) => ns === "phone")?.value ?? null,
      known: rows.some((row) => row.known),
      lastSeenAt: new Date(Math.max(...rows.map((row) => row.last_seen_at.getTime()))).toISOString(),
    };
    for (const row of rows) lines.set(row.asked, line);
  }
  return lines;
}

async function contactsOf(ctx: Ctx, leafIds: readonly string[]) {
  const { rows } = await sql<{
    leafId: string;
    ns: Namespace;
    value: string;
    status: IdentifierStatus;
    hows: Way[];
    at: Date;
  }>`
    select k.leaf_id as "leafId", k.ns, k.value, i.status, array_agg(k.how) as hows, max(k.last_seen_at) as at
    from customers.link k join customers.identifier i on i.ns = k.ns and i.value = k.value
    where k.leaf_id = any(${leafIds}::uuid[]) and k.ns in ('email', 'phone')
    group by k.leaf_id, k.ns, k.value, i.status`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, standing: standing(row.status, row.hows) }));
}
