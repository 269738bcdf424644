import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** For each leaf the leaf by which its person is read; leaves that do not exist are left out. */
export async function canonicalsOf(ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, string>> {
  if (leafIds.length === 0) return new Map();
  const rows = await db(ctx)
    .selectFrom("customers.leaf")
    .select(["id", "canonical_id"])
    .where("id", "in", [...new Set(leafIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.canonical_id]));
}
