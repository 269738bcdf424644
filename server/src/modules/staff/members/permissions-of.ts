import type { Permission, Role } from "../../../../../contract/permissions.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** What a role may do, as the data says. */
export async function permissionsOf(ctx: Ctx, role: Role): Promise<ReadonlySet<Permission>> {
  const rows = await db(ctx)
    .selectFrom("staff.role_permission")
    .select("permission")
    .where("role", "=", role)
    .execute();
  return new Set(rows.map((row) => row.permission));
}
