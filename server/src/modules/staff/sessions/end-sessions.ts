import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** End one session of a member; answers whether there was one. Its sockets hear of it and close. */
export async function endSession(ctx: Ctx, memberId: string, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db(ctx)
    .deleteFrom("staff.session")
    .where("member_id", "=", memberId)
    .where("id", "=", sessionId)
    .executeTakeFirst();
  ctx.hint(`member:${memberId}`);
  return numDeletedRows > 0n;
}

/** End all sessions of a member, except one. */
export async function endSessions(ctx: Ctx, memberId: string, keep: string | null): Promise<void> {
  await db(ctx)
    .deleteFrom("staff.session")
    .where("member_id", "=", memberId)
    .$if(keep !== null, (query) => query.where("id", "<>", keep!))
    .execute();
  ctx.hint(`member:${memberId}`);
}
