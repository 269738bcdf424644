import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { endSession } from "./end-sessions.ts";
import { inPerson } from "./in-person.ts";

/** End one of one's own sessions, on whatever machine. */
export async function revokeSession(ctx: Ctx, { sessionId }: { sessionId: string }): Promise<Record<string, never>> {
  if (!(await endSession(ctx, inPerson(ctx).id, sessionId))) throw new Refusal("not_found");
  return {};
}
