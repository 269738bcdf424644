import type { Role } from "../../../../../contract/permissions.ts";
import { may } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { permissionsOf } from "./permissions-of.ts";

/** Nobody gives, takes or takes over more than they hold: refuses when the role may do what the actor may not. */
export async function refuseAbove(ctx: Ctx, role: Role): Promise<void> {
  for (const permission of await permissionsOf(ctx, role))
    if (!may(ctx, permission)) throw new Refusal("not_allowed", { permission });
}
