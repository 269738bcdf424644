import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** A socket says so every minute; two without a word and nobody is there. */
const HERE_MS = 2 * 60_000;

/** Note that a member's socket is open (every minute) or that the last one closed. */
export async function presence(ctx: Ctx, state: "here" | "gone"): Promise<void> {
  if (ctx.actor.kind !== "member" || ctx.actor.sessionId === null) return;
  await db(ctx)
    .updateTable("staff.session")
    .set(state === "here" ? { connected_at: ctx.now, last_seen_at: ctx.now } : { connected_at: null })
    .where("member_id", "=", ctx.actor.id)
    .where("id", "=", ctx.actor.sessionId)
    .execute();
}

/** Is any colleague at the desk now? */
export async function anybodyHere(ctx: Ctx): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom("staff.session")
    .select("id")
    .where("connected_at", ">", new Date(ctx.now.getTime() - HERE_MS))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
