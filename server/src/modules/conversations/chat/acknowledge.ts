import { sql } from "kysely";
import type { Locale } from "../../../../../contract/http.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { text } from "../../../platform/texts.ts";
import { companyName } from "../../staff/index.ts";
import { mailIdFor, sendByMail } from "../channels/mail-out.ts";
import { mailAddressRows } from "../channels/mail-sender.ts";
import { findMatter } from "../find.ts";
import { withoutLinks } from "../mail/without-links.ts";
import type { TakenIn } from "../messages/take-once.ts";
import { db, type SiteRow } from "../tables.ts";

const DAY_MS = 86_400_000;

export interface ToAcknowledge {
  readonly site: SiteRow;
  readonly taken: TakenIn;
  readonly leafId: string;
  readonly email: { readonly ns: "email"; readonly value: string };
  readonly name: string;
  readonly locale: Locale;
  readonly text: string;
}

/**
 * Mail back that the form has arrived, with the matter's token: an answer to it proves the address. A machine's mail, so at
 * most one a day to an address, and none where no address of ours is set up.
 */
export async function acknowledge(ctx: Ctx, form: ToAcknowledge): Promise<void> {
  const ours = (await mailAddressRows(ctx)).filter((row) => row.active);
  const from =
    ours.find((row) => row.id === form.site.mail_address_id) ??
    ours.find((row) => row.locale === form.locale) ??
    ours[0];
  if (!from || !(await mayWriteTo(ctx, form.email.value))) return;
  const { customerId, matterId } = form.taken;
  const matter = await findMatter(ctx, { customerId, id: matterId });
  const messageId = ctx.id();
  const mailId = mailIdFor(matterId, messageId, from);
  const { name, locale } = form;
  const words = text(locale, "form.acknowledgement", {
    name: withoutLinks(name),
    company: await companyName(ctx),
    number: matter.number,
    text: withoutLinks(form.text),
  });
  await db(ctx)
    .insertInto("conversations.message")
    .values({
      customer_id: customerId,
      id: messageId,
      matter_id: matterId,
      at: ctx.now,
      kind: "notice",
      direction: "out",
      channel: "email",
      author_kind: "system",
      author_id: null,
      via_leaf: form.leafId === customerId ? null : form.leafId,
      ...form.email,
      standing: "claimed",
      subject: null,
      text: words,
      quoted: null,
      html: null,
      mail_id: mailId,
      raw_file_id: null,
      delivery_state: "queued",
      delivery_at: ctx.now,
      delivery_detail: null,
      flags: ["automatic"],
    })
    .execute();
  const to = { ...form.email, leafId: form.leafId };
  await sendByMail(ctx, { matter, messageId, from, fromName: from.name, to, text: words, auto: "replied" }, mailId);
}

/** Claims the day's one automatic mail to this address. */
async function mayWriteTo(ctx: Ctx, address: string): Promise<boolean> {
  const dayAgo = new Date(ctx.now.getTime() - DAY_MS);
  const { numAffectedRows } = await sql`
    insert into conversations.auto_sent (address, at) values (${address}, ${ctx.now})
    on conflict (address) do update set at = excluded.at where conversations.auto_sent.at <= ${dayAgo}`.execute(ctx.tx);
  return numAffectedRows === 1n;
}
