import type { Ctx } from "../../../platform/ctx.ts";
import { WithSession } from "../../../platform/http/serve.ts";
import { endSession } from "./end-sessions.ts";
import { inPerson } from "./in-person.ts";

/** End the session that makes this call; its cookie is worth nothing afterwards, wherever a copy lies. */
export async function signOut(ctx: Ctx): Promise<WithSession<Record<string, never>>> {
  const { id, sessionId } = inPerson(ctx);
  await endSession(ctx, id, sessionId);
  return new WithSession({}, null);
}
