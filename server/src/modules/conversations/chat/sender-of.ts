import type { Ctx } from "../../../platform/ctx.ts";
import { companyName } from "../../staff/index.ts";
import { db, type SiteRow } from "../tables.ts";

/** Who writes the mails of a site: its address of ours, else the installation's. */
export async function senderOf(ctx: Ctx, site: SiteRow | undefined): Promise<{ name: string; address: string }> {
  const row = site?.mail_address_id
    ? await db(ctx)
        .selectFrom("conversations.mail_address")
        .select(["name", "address"])
        .where("id", "=", site.mail_address_id)
        .executeTakeFirst()
    : undefined;
  return row ?? { name: await companyName(ctx), address: ctx.settings.MAIL_FROM };
}
