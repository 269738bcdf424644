import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Ctx } from "../ctx.ts";
import { isLost } from "../database/is-lost.ts";
import type { House, MailOutcome } from "../house.ts";
import { job, task } from "../jobs.ts";
import { type MailContent, MailTrouble } from "./transport.ts";

export type { MailOutcome, MailReport } from "../house.ts";

export interface OutgoingMail {
  /** Names the decision to send; the same key is never sent twice. */
  readonly key: string;
  readonly customerId: string | null;
  readonly sender: { readonly name: string; readonly address: string };
  /** The envelope sender; empty for automatic mail, so that it is never answered by a machine. */
  readonly envelopeFrom: string;
  readonly recipient: string;
  readonly messageId: string;
  readonly content: MailContent;
  /** Which registered report hears what became of it, with the reference it is handed. */
  readonly report?: { readonly to: string; readonly ref: Readonly<Record<string, string>> };
}

/** Decide, in this transaction, that a mail goes out. A repeat with the same key changes nothing; history sends nothing. */
export async function queueMail(ctx: Ctx, mail: OutgoingMail): Promise<void> {
  if (ctx.history) return;
  const { numAffectedRows } = await sql`
    insert into platform.outgoing_mail
      (key, customer_id, sender, envelope_from, recipient, message_id, content, report, report_ref, created_at)
    values (${mail.key}, ${mail.customerId}, ${JSON.stringify(mail.sender)}, ${mail.envelopeFrom}, ${mail.recipient}, ${mail.messageId},
      ${JSON.stringify(mail.content)}, ${mail.report?.to ?? null}, ${mail.report ? JSON.stringify(mail.report.ref) : null}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx);
  if (numAffectedRows === 1n) await job(ctx, "send-mail", { key: mail.key });
}

/**
 * Send a mail of a customer once more, the same under the same Message-ID, so that a server that has it already may know it
 * again. Answers false for one that is on its way, or is not there.
 */
export async function requeueMail(ctx: Ctx, key: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update platform.outgoing_mail set state = 'queued', attempts = 0, detail = null, done_at = null
    where key = ${key} and state in ('failed', 'unknown', 'sent') and customer_id is not null`.execute(ctx.tx);
  if (numAffectedRows !== 1n) return false;
  await job(ctx, "send-mail", { key });
  return true;
}

/** Pauses between tries, in minutes; after the last the mail has failed. A day and a half in all, as MTAs do. */
const PAUSES = [0.2, 1, 5, 15, 30, 60, 120, 240, 480, 480, 480];
const actor = { kind: "system", name: "mail" } as const;
/** For so long a lost database is waited for before a mail that was handed over becomes unknown. */
const NOTE_TRIES = 60;
const NOTE_PAUSE_MS = 500;

interface Row {
  readonly sender: string;
  readonly envelope_from: string;
  readonly recipient: string;
  readonly message_id: string;
  readonly content: MailContent;
  readonly report: string | null;
  readonly report_ref: Readonly<Record<string, string>> | null;
  readonly state: string;
  readonly attempts: number;
}

/** Note what became of a mail. What went to a colleague may hold a link that opens the account, so it is not kept. */
async function finish(house: House, key: string, row: Row, outcome: MailOutcome, again?: Date): Promise<void> {
  house.metrics.mailOut.inc({ outcome: outcome.state });
  await house.run(actor, async (ctx) => {
    await sql`
      update platform.outgoing_mail set state = ${outcome.state}, detail = ${outcome.detail}, attempts = ${row.attempts + 1},
        done_at = ${outcome.state === "queued" ? null : ctx.now},
        content = case when customer_id is null and ${outcome.state !== "queued"} then '{}' else content end
      where key = ${key}`.execute(ctx.tx);
    if (again) await job(ctx, "send-mail", { key }, { runAt: again });
    const report = house.rooms
      .flatMap((room) => room.mailReports ?? [])
      .find((candidate) => candidate.name === row.report);
    if (report && row.report_ref) await report.hear(ctx, row.report_ref, outcome);
  });
}

/**
 * Send one mail. It is marked `sending` before the first byte leaves; found so by a later run, nobody knows whether it
 * arrived, and it is `unknown`, never blindly sent again.
 */
export const sendMailTask = task<{ key: string }>("send-mail", async (house, { key }) => {
  const row = await house.run(actor, async (ctx) => {
    const { rows } = await sql<Row>`select * from platform.outgoing_mail where key = ${key} for update`.execute(ctx.tx);
    if (rows[0]?.state === "queued" && house.mail.configured)
      await sql`update platform.outgoing_mail set state = 'sending' where key = ${key}`.execute(ctx.tx);
    return rows[0];
  });
  if (!row || (row.state !== "queued" && row.state !== "sending")) return;
  if (row.state === "sending")
    return finish(house, key, row, {
      state: "unknown",
      detail: "the process ended while the mail was being handed over",
    });
  const later = (minutes: number) => new Date(house.clock().getTime() + minutes * 60_000);
  if (!house.mail.configured)
    return finish(
      house,
      key,
      { ...row, attempts: row.attempts - 1 },
      { state: "queued", detail: "no mail server is configured (MAIL_URL)" },
      later(1),
    );
  const { again, ...outcome } = await handOver(house, row);
  await finishSurely(house, key, row, outcome, again === undefined ? undefined : later(again));
});

/** Hand the mail to the next server; `again` says after how many minutes it may be tried once more. */
async function handOver(house: House, row: Row): Promise<MailOutcome & { again?: number }> {
  try {
    const detail = await house.mail.send(
      {
        ...row.content,
        from: JSON.parse(row.sender),
        envelopeFrom: row.envelope_from,
        to: row.recipient,
        messageId: row.message_id,
      },
      house.files,
    );
    return { state: "sent", detail };
  } catch (error) {
    const trouble = error instanceof MailTrouble ? error : new MailTrouble("again", String(error));
    const detail = trouble.message;
    const pause = PAUSES[row.attempts];
    if (trouble.kind === "unknown") return { state: "unknown", detail };
    if (trouble.kind === "refused" || pause === undefined) return { state: "failed", detail };
    return { state: "queued", detail, again: pause };
  }
}

/** While we live we know what became of the mail, and note it as soon as the database can be had; if that fails, it is unknown. */
async function finishSurely(house: House, key: string, row: Row, outcome: MailOutcome, again?: Date): Promise<void> {
  for (let left = NOTE_TRIES; ; left--) {
    try {
      return await finish(house, key, row, outcome, again);
    } catch (error) {
      if (left === 0 || !isLost(error)) throw error;
      await sleep(NOTE_PAUSE_MS);
    }
  }
}
