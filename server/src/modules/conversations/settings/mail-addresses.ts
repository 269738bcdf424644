import type { MailAddress } from "../../../../../contract/channels.ts";
import type { Locale } from "../../../../../contract/http.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { requireTeam } from "../../staff/index.ts";
import { mailAddressRows } from "../channels/mail-sender.ts";
import { normaliseAddress, parseToken } from "../mail/address.ts";
import { db, type MailAddressRow } from "../tables.ts";

const toMailAddress = (row: MailAddressRow): MailAddress => ({
  id: row.id,
  address: row.address,
  name: row.name,
  teamId: row.team_id,
  locale: row.locale,
  active: row.active,
});

/** Addresses of ours, the oldest first. */
export const mailAddresses = async (ctx: Ctx): Promise<{ items: MailAddress[] }> => ({
  items: (await mailAddressRows(ctx)).map(toMailAddress),
});

interface Added {
  readonly address: string;
  readonly name: string;
  readonly teamId: string | null;
  readonly locale: Locale;
}

/** Take mail for an address from now on. Refuses what is no address, and one that carries a reply token. */
export async function addMailAddress(ctx: Ctx, input: Added): Promise<MailAddress> {
  const address = normaliseAddress(input.address);
  if (address === null || parseToken(address)) throw new Refusal("bad_identifier");
  await requireTeam(ctx, input.teamId);
  const row: MailAddressRow = {
    id: ctx.id(),
    address,
    name: input.name,
    team_id: input.teamId,
    locale: input.locale,
    active: true,
    created_at: ctx.now,
  };
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("conversations.mail_address")
    .values(row)
    .onConflict((conflict) => conflict.column("address").doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal("name_taken");
  return toMailAddress(row);
}

interface Changed {
  readonly addressId: string;
  readonly name?: string | undefined;
  readonly teamId?: string | null | undefined;
  readonly locale?: Locale | undefined;
  readonly active?: boolean | undefined;
}

/** Change what belongs to an address; an inactive one takes no mail and sends none. */
export async function changeMailAddress(ctx: Ctx, input: Changed): Promise<MailAddress> {
  const { name, teamId, locale, active } = input;
  await requireTeam(ctx, teamId);
  const row = await db(ctx)
    .updateTable("conversations.mail_address")
    .set((eb) => ({
      name: name ?? eb.ref("name"),
      team_id: teamId === undefined ? eb.ref("team_id") : teamId,
      locale: locale ?? eb.ref("locale"),
      active: active ?? eb.ref("active"),
    }))
    .where("id", "=", input.addressId)
    .returningAll()
    .executeTakeFirst();
  return toMailAddress(found(row));
}
