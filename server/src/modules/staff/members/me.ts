import type { Me } from "../../../../../contract/staff.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db, type MemberRow, toMember } from "../tables.ts";
import { permissionsOf } from "./permissions-of.ts";

/** A member as the desk sees itself, with what the role allows. */
export const toMe = async (ctx: Ctx, row: MemberRow): Promise<Me> => ({
  ...toMember(row),
  locale: row.locale,
  permissions: [...(await permissionsOf(ctx, row.role))].sort(),
});

/** Who is signed in. An API token sees the scopes that it has, not all that its maker may do. */
export async function me(ctx: Ctx): Promise<Me> {
  const actor = memberOf(ctx);
  const row = await db(ctx).selectFrom("staff.member").selectAll().where("id", "=", actor.id).executeTakeFirstOrThrow();
  return { ...(await toMe(ctx, row)), permissions: [...actor.permissions].sort() };
}
