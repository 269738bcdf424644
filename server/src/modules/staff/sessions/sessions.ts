import type { z } from "zod";
import type { Session } from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";
import { inPerson } from "./in-person.ts";

/** One's own open sessions, the last used first. */
export async function sessions(ctx: Ctx): Promise<{ items: z.infer<typeof Session>[] }> {
  const { id, sessionId } = inPerson(ctx);
  const rows = await db(ctx)
    .selectFrom("staff.session")
    .select(["id", "user_agent", "ip", "created_at", "last_seen_at"])
    .where("member_id", "=", id)
    .orderBy("last_seen_at", "desc")
    .orderBy("id")
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      userAgent: row.user_agent,
      ip: row.ip,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      current: row.id === sessionId,
    })),
  };
}
