import type { Ctx } from "../../../platform/ctx.ts";
import { makeLink } from "../passwords/links.ts";
import { hasMembers } from "./has-members.ts";

/** A one-time address by which the first owner takes the installation, good for 7 days; null once it has an owner. */
export async function ownerLink(ctx: Ctx): Promise<string | null> {
  return (await hasMembers(ctx)) ? null : makeLink(ctx, "owner", null);
}
