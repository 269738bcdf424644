import type { Ctx } from "../../../platform/ctx.ts";
import { hashToken, newToken } from "../../../platform/ids.ts";
import { db } from "../tables.ts";

/** Open a session for a member; answers its token, of which only the hash is kept. */
export async function beginSession(ctx: Ctx, memberId: string): Promise<string> {
  const token = newToken();
  await db(ctx)
    .insertInto("staff.session")
    .values({
      token_hash: hashToken(token),
      id: ctx.id(),
      member_id: memberId,
      user_agent: ctx.client.userAgent,
      ip: ctx.client.ip,
      created_at: ctx.now,
      last_seen_at: ctx.now,
    })
    .execute();
  return token;
}
