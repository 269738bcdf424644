import type { Permission } from "../../../contract/permissions.ts";
import type { Ctx, Device, Member } from "./ctx.ts";
import { Refusal } from "./errors.ts";

/** The acting member of staff; refuses everybody else. */
export function memberOf(ctx: Ctx): Member {
  if (ctx.actor.kind !== "member") throw new Refusal("not_allowed");
  return ctx.actor;
}

/** The acting device of a customer; refuses everybody else. */
export function deviceOf(ctx: Ctx): Device {
  if (ctx.actor.kind !== "device") throw new Refusal("not_allowed");
  return ctx.actor;
}

/** Does the actor hold this permission? For narrowing within an operation; the route has been checked already. */
export const may = (ctx: Ctx, permission: Permission): boolean =>
  ctx.actor.kind === "system" || (ctx.actor.kind === "member" && ctx.actor.permissions.has(permission));
