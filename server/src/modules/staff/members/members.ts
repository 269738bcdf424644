import type { Member } from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db, toMember } from "../tables.ts";

/** Colleagues by name; all of them, or only the active or inactive ones. */
export async function members(ctx: Ctx, { active }: { active?: boolean | undefined }): Promise<{ items: Member[] }> {
  const rows = await db(ctx)
    .selectFrom("staff.member")
    .selectAll()
    .$if(active !== undefined, (query) => query.where("active", "=", active === true))
    .orderBy("name")
    .orderBy("id")
    .execute();
  return { items: rows.map(toMember) };
}
