import { sql } from "kysely";
import { type SetAsideMail, type SetAsideReason, setAsideReasons } from "../../../../../contract/channels.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { type Download, fileOf } from "../../../platform/files/files.ts";
import { job } from "../../../platform/jobs.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { mailOwner } from "../channels/store-mail.ts";
import { db, type MailInRow, type MailInState } from "../tables.ts";

/** Mails that made no message, newest first. */
export async function setAsideMails(
  ctx: Ctx,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ items: SetAsideMail[]; next: string | null }> {
  const after = fromCursor(input.cursor, 2);
  const { rows } = await sql<MailInRow>`
    select * from conversations.mail_in
    where state = 'set_aside' and ${after ? sql`(at, id) < (${new Date(after[0]!)}, ${after[1]!}::uuid)` : sql`true`}
    order by at desc, id desc limit ${input.limit + 1}`.execute(ctx.tx);
  return pageOfRows(rows, input.limit, toSetAside, (row) => [row.at, row.id]);
}

/** A reason that an earlier version of the product wrote is a fault like any other. */
const asReason = (said: string | null): SetAsideReason => setAsideReasons.find((reason) => reason === said) ?? "error";

const toSetAside = (row: MailInRow): SetAsideMail => ({
  id: row.id,
  at: row.at.toISOString(),
  from: row.sender ?? row.envelope_from,
  to: row.recipients.join(", "),
  subject: row.subject,
  size: Number(row.size),
  reason: asReason(row.reason),
  detail: row.detail ?? "",
});

const findSetAside = async (ctx: Ctx, id: string, state: MailInState = "set_aside"): Promise<MailInRow> =>
  found(
    await db(ctx)
      .selectFrom("conversations.mail_in")
      .selectAll()
      .where("id", "=", id)
      .where("state", "=", state)
      .forUpdate()
      .executeTakeFirst(),
  );

/** The raw text of a mail that was set aside, byte for byte. */
export async function setAsideRaw(ctx: Ctx, input: { mailId: string }): Promise<Download> {
  const row = await findSetAside(ctx, input.mailId);
  const file = await fileOf(ctx, row.raw_file_id, mailOwner(row.id));
  return { storeKey: file.storeKey, name: `${row.id}.eml`, type: "message/rfc822" };
}

/** Try once more to make a message of it; the limits on its sender do not count this time. */
export async function retryMail(ctx: Ctx, input: { mailId: string }): Promise<Record<string, never>> {
  const row = await findSetAside(ctx, input.mailId);
  await db(ctx)
    .updateTable("conversations.mail_in")
    .set({ state: "new", reason: null, detail: null, attempts: 0, done_at: null })
    .where("id", "=", row.id)
    .execute();
  await job(ctx, "take-in-mail", { mailId: row.id, forced: true });
  return {};
}

/** Take a mail off the list, or put it back while its raw text is kept. Done already, nothing changes. */
export async function discardMail(
  ctx: Ctx,
  input: { mailId: string; discarded: boolean },
): Promise<Record<string, never>> {
  const [from, to] = input.discarded ? (["set_aside", "discarded"] as const) : (["discarded", "set_aside"] as const);
  const row = await db(ctx)
    .updateTable("conversations.mail_in")
    .set({ state: to, done_at: ctx.now })
    .where("id", "=", input.mailId)
    .where("state", "=", from)
    .returning("id")
    .executeTakeFirst();
  if (!row) await findSetAside(ctx, input.mailId, to);
  return {};
}
