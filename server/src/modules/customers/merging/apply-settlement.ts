import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { type Facts, isClaim } from "../identity/facts.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";
import type { Reason } from "../identity/reasons.ts";
import type { Settlement } from "../identity/settle.ts";
import { db, type IdentifierStatus } from "../tables.ts";
import { applyEdges } from "./apply-edges.ts";

/** Write what a settlement changes, and nothing where all stands as it says. Everybody in it must be locked. */
export async function applySettlement(
  ctx: Ctx,
  facts: Facts,
  settlement: Settlement,
  onRim: ReadonlyMap<string, Reason>,
): Promise<void> {
  const restated = await applyStandings(ctx, facts, settlement, onRim);
  const before = await pointers(ctx, facts);
  await applyEdges(ctx, settlement, before);
  const moved = [...settlement.people].filter(([id, canonical]) => before.get(id) !== canonical).sort();
  await point(ctx, moved);
  if (moved.length === 0 && !restated) return;
  for (const { id } of facts.leaves) ctx.hint(`customer:${id}`);
  await hintDevices(
    ctx,
    facts.leaves.map(({ id }) => id),
  );
}

async function pointers(ctx: Ctx, facts: Facts): Promise<Map<string, string>> {
  const ids = facts.leaves.map(({ id }) => id);
  const rows = await db(ctx)
    .selectFrom("customers.leaf")
    .select(["id", "canonical_id"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.canonical_id]));
}

/** Read each of these leaves by another canonical one; the only thing that a merge or its undoing changes of a leaf. */
export async function point(ctx: Ctx, moved: readonly (readonly [leaf: string, canonical: string])[]): Promise<void> {
  if (moved.length === 0) return;
  await sql`
    update customers.leaf l set canonical_id = t.canonical
    from unnest(${moved.map(([id]) => id)}::uuid[], ${moved.map(([, to]) => to)}::uuid[]) as t (id, canonical)
    where l.id = t.id`.execute(ctx.tx);
}

/** How each proved identifier stands, and whose it is; on the rim not all holders are known, so nothing is said of those. */
async function applyStandings(
  ctx: Ctx,
  facts: Facts,
  settlement: Settlement,
  onRim: ReadonlyMap<string, Reason>,
): Promise<boolean> {
  const proved = new Map<string, Identifier>();
  for (const link of facts.links) {
    const key = identifierKey(link);
    if (!isClaim(link.how) && !onRim.has(key)) proved.set(key, { ns: link.ns, value: link.value });
  }
  if (proved.size === 0) return false;
  const ids = [...proved.values()];
  const { rows } = await sql<Identifier & { leaf_id: string | null; status: IdentifierStatus }>`
    select ns, value, leaf_id, status from customers.identifier where (ns, value) in
      (select * from unnest(${ids.map(({ ns }) => ns)}::text[], ${ids.map(({ value }) => value)}::text[]))`.execute(
    ctx.tx,
  );
  const holders = Map.groupBy(settlement.accepted, ({ key }) => key);
  const changes = rows.flatMap((row) => {
    const key = identifierKey(row);
    const held = holders.get(key)?.map(({ leafId }) => leafId) ?? [];
    const status = settlement.struck.get(key)?.state ?? (held.length > 0 ? "active" : "claimed");
    const stays = row.leaf_id !== null && held.includes(row.leaf_id);
    const owner = status !== "active" ? null : stays ? row.leaf_id : held[0]!;
    return status === row.status && owner === row.leaf_id ? [] : [{ ns: row.ns, value: row.value, status, owner }];
  });
  if (changes.length === 0) return false;
  changes.sort((a, b) => (identifierKey(a) < identifierKey(b) ? -1 : 1));
  await sql`
    update customers.identifier i set status = t.status, leaf_id = t.owner
    from unnest(${changes.map(({ ns }) => ns)}::text[], ${changes.map(({ value }) => value)}::text[],
      ${changes.map(({ status }) => status)}::text[], ${changes.map(({ owner }) => owner)}::uuid[]) as t (ns, value, status, owner)
    where i.ns = t.ns and i.value = t.value`.execute(ctx.tx);
  return true;
}

async function hintDevices(ctx: Ctx, leafIds: readonly string[]): Promise<void> {
  const rows = await db(ctx)
    .selectFrom("customers.device")
    .select("id")
    .where("leaf_id", "in", [...leafIds])
    .execute();
  for (const { id } of rows) ctx.hint(`device:${id}`);
}
