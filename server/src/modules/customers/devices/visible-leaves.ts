import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { alternatives } from "../identity/golden-record.ts";
import { makeComparer } from "../identity/leaf-evidence.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";
import { traitsOf } from "../people/golden-of.ts";
import { db } from "../tables.ts";

/**
 * The leaves whose history a device may see: its own, and those that proved what was proved on this very device. Merges
 * play no part in it. An identifier opens nothing where it is not one person's, or where two of those who proved it
 * disagree, though a rule has not run yet or staff have joined them.
 */
export async function visibleLeaves(ctx: Ctx, deviceId: string): Promise<string[]> {
  const device = await db(ctx)
    .selectFrom("customers.device")
    .select("leaf_id")
    .where("id", "=", deviceId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<Identifier & { leaf_id: string }>`
    select distinct k.ns, k.value, k.leaf_id from customers.device_proof p
    join customers.identifier i on i.ns = p.ns and i.value = p.value and i.status = 'active'
    join customers.link k on k.ns = p.ns and k.value = p.value and k.how in ('code', 'reply', 'mail', 'login', 'staff')
    where p.device_id = ${deviceId}`.execute(ctx.tx);
  const visible = new Set([device.leaf_id]);
  const others = rows.map((row) => row.leaf_id).filter((id) => id !== device.leaf_id);
  if (others.length === 0) return [...visible];
  const disagree = await disagreements(ctx, [device.leaf_id, ...others]);
  for (const holders of Map.groupBy(rows, identifierKey).values()) {
    const ids = [device.leaf_id, ...holders.map((row) => row.leaf_id)];
    if (ids.some((a, at) => ids.slice(at + 1).some((b) => disagree(a, b)))) continue;
    for (const id of ids) visible.add(id);
  }
  return [...visible];
}

/**
 * Leaves that typed, in a form, an address which is proved on this device, and in the very browser in which somebody proved it
 * by a code. What they said under this address is the holder's own, though the form itself proved nothing; what they said
 * under another is not.
 */
export async function typedUnderProved(ctx: Ctx, deviceId: string): Promise<(Identifier & { leafId: string })[]> {
  const { rows } = await sql<Identifier & { holder: string; leafId: string }>`
    select distinct p.ns, p.value, k.leaf_id as holder, t.leaf_id as "leafId" from customers.device_proof p
    join customers.identifier i on i.ns = p.ns and i.value = p.value and i.status = 'active'
    join customers.link k on k.ns = p.ns and k.value = p.value and k.how = 'code'
    join customers.link mine on mine.leaf_id = k.leaf_id and mine.ns = 'anonymous' and mine.how = 'event'
    join customers.link same on same.ns = mine.ns and same.value = mine.value and same.how = 'event' and same.leaf_id <> k.leaf_id
    join customers.link t on t.leaf_id = same.leaf_id and t.ns = p.ns and t.value = p.value and t.how = 'typed'
    where p.device_id = ${deviceId}`.execute(ctx.tx);
  if (rows.length === 0) return [];
  const visible = await visibleLeaves(ctx, deviceId);
  const disagree = await disagreements(ctx, [...visible, ...rows.map(({ leafId }) => leafId)]);
  return rows.filter(({ holder, leafId }) => visible.includes(holder) && !visible.some((one) => disagree(one, leafId)));
}

/** Do two of these leaves speak of two people, by what was said of each alone or by what staff decided? */
async function disagreements(ctx: Ctx, leafIds: readonly string[]): Promise<(a: string, b: string) => boolean> {
  const traits = Map.groupBy(await traitsOf(ctx, leafIds), (trait) => trait.leafId);
  const { rows } = await sql<{ a_leaf: string; b_leaf: string }>`
    select a_leaf, b_leaf from customers.apart
    where undone_at is null and a_leaf = any(${leafIds}::uuid[]) and b_leaf = any(${leafIds}::uuid[])`.execute(ctx.tx);
  const apart = new Set(rows.flatMap((row) => [`${row.a_leaf} ${row.b_leaf}`, `${row.b_leaf} ${row.a_leaf}`]));
  const comparer = makeComparer();
  const evidence = (id: string) => {
    const said = traits.get(id) ?? [];
    return { names: alternatives(said, "name"), birthDates: alternatives(said, "birth_date") };
  };
  return (a, b) => apart.has(`${a} ${b}`) || comparer.disagreement(evidence(a), evidence(b)) !== null;
}

/** What was proved on a device, oldest first. */
export async function provedOn(ctx: Ctx, deviceId: string): Promise<Identifier[]> {
  return db(ctx)
    .selectFrom("customers.device_proof")
    .select(["ns", "value"])
    .where("device_id", "=", deviceId)
    .orderBy("proved_at")
    .orderBy("value")
    .execute();
}
