import type { Site } from "../../../../../contract/channels.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { newCode } from "../../../platform/ids.ts";
import { addSource, writeKeyOfSite } from "../../customers/index.ts";
import { requireTeam } from "../../staff/index.ts";
import { db, type SiteRow } from "../tables.ts";

const toSite = (row: SiteRow): Site => ({
  id: row.id,
  key: row.key,
  name: row.name,
  teamId: row.team_id,
  mailAddressId: row.mail_address_id,
  accent: row.accent,
  greeting: row.greeting as Site["greeting"],
  active: row.active,
});

/** Sites with our widget or form, the oldest first. */
export async function sites(ctx: Ctx): Promise<{ items: Site[] }> {
  const rows = await db(ctx).selectFrom("conversations.site").selectAll().orderBy("created_at").orderBy("id").execute();
  return { items: rows.map(toSite) };
}

type Added = Pick<Site, "name" | "teamId" | "mailAddressId" | "accent" | "greeting">;

/** Add a site. Its key, a random word, goes into the script tag and is no secret; visits are told under the same key. */
export async function addSite(ctx: Ctx, input: Added, key = newCode(10)): Promise<Site> {
  await refuseUnknownAddress(ctx, input.mailAddressId);
  await requireTeam(ctx, input.teamId);
  const row = await db(ctx)
    .insertInto("conversations.site")
    .values({
      id: ctx.id(),
      key,
      name: input.name,
      team_id: input.teamId,
      mail_address_id: input.mailAddressId,
      accent: input.accent,
      greeting: JSON.stringify(input.greeting),
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Refusal("name_taken");
  if ((await writeKeyOfSite(ctx, key)) === null) await addSource(ctx, { name: input.name, trusted: false }, key);
  return toSite(row);
}

interface Changed extends Partial<{ [K in keyof Added]: Added[K] | undefined }> {
  readonly siteId: string;
  readonly active?: boolean | undefined;
}

/** Change how the widget looks, who gets its contacts, or stop it. */
export async function changeSite(ctx: Ctx, input: Changed): Promise<Site> {
  const { name, teamId, mailAddressId, accent, greeting, active } = input;
  await requireTeam(ctx, teamId);
  if (mailAddressId !== undefined) await refuseUnknownAddress(ctx, mailAddressId);
  if (name !== undefined && (await isOthers(ctx, name, input.siteId))) throw new Refusal("name_taken");
  const row = await db(ctx)
    .updateTable("conversations.site")
    .set((eb) => ({
      name: name ?? eb.ref("name"),
      team_id: teamId === undefined ? eb.ref("team_id") : teamId,
      mail_address_id: mailAddressId === undefined ? eb.ref("mail_address_id") : mailAddressId,
      accent: accent ?? eb.ref("accent"),
      active: active ?? eb.ref("active"),
    }))
    .$if(greeting !== undefined, (update) => update.set({ greeting: JSON.stringify(greeting) }))
    .where("id", "=", input.siteId)
    .returningAll()
    .executeTakeFirst();
  return toSite(found(row));
}

const isOthers = (ctx: Ctx, name: string, siteId: string) =>
  db(ctx)
    .selectFrom("conversations.site")
    .select("id")
    .where("name", "=", name)
    .where("id", "<>", siteId)
    .executeTakeFirst();

async function refuseUnknownAddress(ctx: Ctx, id: string | null): Promise<void> {
  if (id === null) return;
  found(await db(ctx).selectFrom("conversations.mail_address").select("id").where("id", "=", id).executeTakeFirst());
}
