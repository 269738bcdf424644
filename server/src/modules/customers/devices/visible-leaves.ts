import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db } from "../tables.ts";

/**
 * The leaves whose history a device may see: its own, and those that proved what was proved on this very device and is
 * one person's. Merges play no part in it, and an identifier of several people opens nothing.
 */
export async function visibleLeaves(ctx: Ctx, deviceId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select leaf_id as id from customers.device where id = ${deviceId}
    union
    select k.leaf_id from customers.device_proof p
      join customers.identifier i on i.ns = p.ns and i.value = p.value and i.status = 'active'
      join customers.link k on k.ns = p.ns and k.value = p.value and k.how in ('code', 'reply', 'mail', 'login', 'staff')
    where p.device_id = ${deviceId}`.execute(ctx.tx);
  return rows.map((row) => row.id);
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
