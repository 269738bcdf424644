import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { localeOf } from "../../customers/index.ts";
import { db, type MailAddressRow, type MatterRow } from "../tables.ts";

/** All addresses of ours, the oldest first. */
export const mailAddressRows = (ctx: Ctx): Promise<MailAddressRow[]> =>
  db(ctx).selectFrom("conversations.mail_address").selectAll().orderBy("created_at").orderBy("id").execute();

/**
 * The address of ours from which a matter is answered: the one to which was written, else one of its team, else one in the
 * customer's language, else the first. Refuses `channel_off` where there is none.
 */
export async function mailSender(ctx: Ctx, matter: MatterRow): Promise<MailAddressRow> {
  const ours = (await mailAddressRows(ctx)).filter((row) => row.active);
  const chosen =
    ours.find((row) => row.id === matter.mail_address_id) ??
    ours.find((row) => row.team_id !== null && row.team_id === matter.team_id);
  if (chosen) return chosen;
  if (ours[0] === undefined) throw new Refusal("channel_off");
  const locale = await localeOf(ctx, matter.customer_id);
  return ours.find((row) => row.locale === locale) ?? ours[0];
}
