import { memberOf } from "../../../platform/actors.ts";
import type { Ctx, Member } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";

/** The member who sits at the screen. An API token works for its maker and never on the maker's own account. */
export function inPerson(ctx: Ctx): Member & { readonly sessionId: string } {
  const { sessionId, ...member } = memberOf(ctx);
  if (sessionId === null) throw new Refusal("not_allowed");
  return { ...member, sessionId };
}
