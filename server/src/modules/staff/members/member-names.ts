import type { Ctx } from "../../../platform/ctx.ts";
import { db, photoOf } from "../tables.ts";

/** Name and photo (an address below the origin, or null) of members, left or not; unknown ids are missing from the map. */
export async function memberNames(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, { name: string; photo: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db(ctx)
    .selectFrom("staff.member")
    .select(["id", "name", "photo_file_id"])
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, { name: row.name, photo: photoOf(row) }]));
}

/** Does this member exist and still work here? */
export async function isActiveMember(ctx: Ctx, id: string): Promise<boolean> {
  const row = await db(ctx).selectFrom("staff.member").select("active").where("id", "=", id).executeTakeFirst();
  return row?.active === true;
}
