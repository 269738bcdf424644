import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

const UNUSED_MS = 90 * 86_400_000;

/** End sessions that nobody has used for 90 days. */
export async function sweepSessions(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - UNUSED_MS);
  await db(ctx).deleteFrom("staff.session").where("last_seen_at", "<", before).execute();
}
