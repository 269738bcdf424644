import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** The key of the site on which a device entered. */
export async function siteOfDevice(ctx: Ctx, deviceId: string): Promise<string> {
  const row = await db(ctx)
    .selectFrom("customers.device")
    .select("site")
    .where("id", "=", deviceId)
    .executeTakeFirstOrThrow();
  return row.site;
}
