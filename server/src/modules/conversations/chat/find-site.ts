import type { Ctx } from "../../../platform/ctx.ts";
import { db, type SiteRow } from "../tables.ts";

/** The site of this key, while it is active. */
export const findSite = async (ctx: Ctx, key: string): Promise<SiteRow | undefined> =>
  db(ctx)
    .selectFrom("conversations.site")
    .selectAll()
    .where("key", "=", key)
    .where("active", "=", true)
    .executeTakeFirst();
