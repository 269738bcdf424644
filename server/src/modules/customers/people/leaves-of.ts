import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { db } from "../tables.ts";

/** All leaves of the person, the canonical one first, then by age. Refuses `not_found` for a leaf that does not exist. */
export async function leavesOf(ctx: Ctx, anyLeafId: string): Promise<string[]> {
  const rows = await db(ctx)
    .selectFrom("customers.leaf as l")
    .innerJoin("customers.leaf as one", "one.canonical_id", "l.canonical_id")
    .select(["l.id", "l.canonical_id"])
    .where("one.id", "=", anyLeafId)
    .orderBy("l.id")
    .execute();
  const canonical = found(rows[0]).canonical_id;
  return [canonical, ...rows.map((row) => row.id).filter((id) => id !== canonical)];
}
