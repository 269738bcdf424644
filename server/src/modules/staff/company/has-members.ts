import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** Has anybody taken this installation? */
export async function hasMembers(ctx: Ctx): Promise<boolean> {
  return (await db(ctx).selectFrom("staff.member").select("id").limit(1).executeTakeFirst()) !== undefined;
}
