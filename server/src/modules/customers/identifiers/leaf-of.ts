import type { Ctx } from "../../../platform/ctx.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db, type IdentifierStatus } from "../tables.ts";

/** The leaf whose person proved the identifier; null when nobody did, or several people did. */
export async function leafOf(
  ctx: Ctx,
  { ns, value }: Identifier,
): Promise<{ leafId: string; status: IdentifierStatus } | null> {
  const row = await db(ctx)
    .selectFrom("customers.identifier")
    .select(["leaf_id", "status"])
    .where("ns", "=", ns)
    .where("value", "=", value)
    .executeTakeFirst();
  return row?.leaf_id ? { leafId: row.leaf_id, status: row.status } : null;
}
