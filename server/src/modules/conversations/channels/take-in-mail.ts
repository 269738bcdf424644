import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import type { Ctx } from "../../../platform/ctx.ts";
import { sqlState } from "../../../platform/errors.ts";
import { fileOf } from "../../../platform/files/files.ts";
import { typeOf } from "../../../platform/files/sniff.ts";
import type { House } from "../../../platform/house.ts";
import { task } from "../../../platform/jobs.ts";
import { domainOf, parseToken } from "../mail/address.ts";
import { type Classified, classifyMail } from "../mail/classify-mail.ts";
import { parseMail } from "../mail/parse-mail.ts";
import type { OwnMail, ParsedMail } from "../mail/types.ts";
import { isBlocked } from "../settings/blocked-senders.ts";
import { db, type MailInRow } from "../tables.ts";
import { authenticateMail } from "./authenticate-mail.ts";
import type { Judged, Outcome, StoredPart } from "./mail-in.ts";
import { mailAddressRows } from "./mail-sender.ts";
import { withAuthor } from "./speaker-of-mail.ts";
import { mailOwner } from "./store-mail.ts";
import { takeBounce } from "./take-bounce.ts";
import { takeMessage } from "./take-message.ts";

/** A mail that ended our process so often is not tried again by itself. */
const MOST_TRIES = 5;
/** From one sender within a minute; more is a loop or worse. */
const MOST_A_MINUTE = 10;
const MINUTE_MS = 60_000;
const system = { kind: "system", name: "mail" } as const;

interface Begun {
  readonly row: MailInRow;
  readonly storeKey: string;
  readonly own: OwnMail;
}

/** Make a message of a stored mail. Each mail is a job of its own, so that a bad one delays nobody. */
export const takeInMail = task<{ mailId: string; forced?: boolean }>(
  "take-in-mail",
  async (house, { mailId, forced = false }) => {
    const begun = await house.run(system, (ctx) => begin(ctx, mailId));
    if (!begun) return;
    const { row } = begun;
    if (row.attempts > MOST_TRIES) {
      await finish(house, row.id, { state: "set_aside", reason: "given_up" });
      return;
    }
    try {
      await takeIn(house, begun, forced);
    } catch (error) {
      if (isPassing(error)) throw error;
      house.log.error({ err: error, mail: row.id }, "a mail was set aside because of a fault of ours");
      await finish(house, row.id, {
        state: "set_aside",
        reason: "error",
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  },
);

/** Trouble of the surroundings (connection, lock, space) rather than of this mail. */
function isPassing(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(?:08|40|53|55|57|58)/.test(state);
  const { code, message } = error as { code?: string; message?: string };
  return /^(?:E[A-Z]+)$/.test(code ?? "") || /connection|timeout exceeded/i.test(message ?? "");
}

async function begin(ctx: Ctx, mailId: string): Promise<Begun | null> {
  const row = await db(ctx)
    .selectFrom("conversations.mail_in")
    .selectAll()
    .where("id", "=", mailId)
    .forUpdate()
    .executeTakeFirst();
  if (row?.state !== "new") return null;
  const attempts = row.attempts + 1;
  await db(ctx).updateTable("conversations.mail_in").set({ attempts }).where("id", "=", mailId).execute();
  const { storeKey } = await fileOf(ctx, row.raw_file_id, mailOwner(row.id));
  const addresses = (await mailAddressRows(ctx)).map((one) => one.address);
  const domains = [...new Set(addresses.map(domainOf))];
  return { row: { ...row, attempts }, storeKey, own: { addresses, domains } };
}

async function takeIn(house: House, { row, storeKey, own }: Begun, forced: boolean): Promise<void> {
  const raw = await buffer(await house.files.read(storeKey));
  const parsed = await parseMail(raw);
  if (!parsed.ok) return finish(house, row.id, { state: "set_aside", reason: parsed.code, detail: parsed.message });
  const mail = withAuthor(parsed.mail, row.envelope_from);
  const classified = classifyMail(mail, own, row.envelope_from);
  const authenticity = await authenticateMail(
    raw,
    { ip: row.ip, helo: row.helo, envelopeFrom: row.envelope_from },
    house.settings,
  );
  const parts = isMessage(classified) || !classified.sure ? await storeParts(house, mail) : [];
  const key = keyOf(mail, raw);
  const outcome = await house.run(system, async (ctx) => {
    const sender = mail.from?.address ?? (row.envelope_from || null);
    await db(ctx)
      .updateTable("conversations.mail_in")
      .set({ sender, subject: mail.subject.slice(0, 500) })
      .where("id", "=", row.id)
      .execute();
    const judged = await decide(ctx, { row, mail, own, classified, authenticity, parts, key, sender, forced });
    await close(ctx, row.id, judged);
    return judged;
  });
  house.metrics.mailIn.inc({ outcome: outcome.reason });
}

const isMessage = ({ kind }: Classified): boolean => kind === "personal" || kind === "list" || kind === "auto_reply";

async function decide(ctx: Ctx, judged: Judged): Promise<Outcome> {
  const { row, mail, classified, sender, forced } = judged;
  const { kind } = classified;
  if (kind === "own") return { state: "set_aside", reason: "own_mail", detail: classified.markers.join(", ") };
  if (kind === "bounce" || kind === "delayed" || kind === "complaint" || mail.reportType === "delivery-status") {
    const token = row.recipients.map((address) => parseToken(address)?.token).find((one) => one !== undefined) ?? null;
    const isOurs = await takeBounce(ctx, mail, token);
    if (isOurs) return { state: "done", reason: kind };
    // Words alone make no bounce of what somebody writes about a parcel.
    if (classified.sure) return { state: "set_aside", reason: kind === "complaint" ? kind : "bounce" };
  }
  if (sender !== null && !forced) {
    if (await isBlocked(ctx, sender)) return { state: "set_aside", reason: "blocked_sender", detail: sender };
    if ((await ofTheMinute(ctx, row, sender)) >= MOST_A_MINUTE)
      return { state: "set_aside", reason: "too_many", detail: sender };
  }
  return takeMessage(
    ctx,
    isMessage(classified) ? judged : { ...judged, classified: { ...classified, kind: "personal" } },
  );
}

/** Mails that came from this sender in the minute before this one, whether they were read already or wait for it. */
async function ofTheMinute(ctx: Ctx, row: MailInRow, sender: string): Promise<number> {
  const { count } = await db(ctx)
    .selectFrom("conversations.mail_in")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where((eb) =>
      eb.or([
        eb("sender", "=", sender),
        eb.and([eb("sender", "is", null), eb("envelope_from", "=", row.envelope_from), eb("envelope_from", "<>", "")]),
      ]),
    )
    .where("at", ">", new Date(row.at.getTime() - MINUTE_MS))
    .where((eb) => eb(eb.refTuple("at", "id"), "<", eb.tuple(row.at, row.id)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A second delivery of a mail differs in its trace headers only. */
function keyOf(mail: ParsedMail, raw: Buffer): string {
  const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  if (mail.messageId === null) return hash(raw);
  const ends = [raw.indexOf("\r\n\r\n"), raw.indexOf("\n\n")].filter((at) => at >= 0);
  const body = ends.length > 0 ? raw.subarray(Math.min(...ends)) : raw;
  return `${mail.messageId.slice(0, 500)} ${hash(body)}`;
}

/** Keep the attachments before the transaction; what it does not take is swept. */
async function storeParts(house: House, mail: ParsedMail): Promise<StoredPart[]> {
  const parts: StoredPart[] = [];
  for (const part of mail.attachments) {
    const content = Buffer.from(part.content);
    const stored = await house.files.put(content);
    const type = typeOf(content, part.contentType);
    parts.push({ ...stored, name: part.fileName, type, inline: part.inline, cid: part.cid });
  }
  return parts;
}

const close = (ctx: Ctx, id: string, outcome: Outcome) =>
  db(ctx)
    .updateTable("conversations.mail_in")
    .set({
      state: outcome.state,
      reason: outcome.reason,
      detail: "detail" in outcome ? (outcome.detail ?? null) : null,
      done_at: ctx.now,
    })
    .where("id", "=", id)
    .execute();

async function finish(house: House, id: string, outcome: Outcome): Promise<void> {
  await house.run(system, async (ctx) => void (await close(ctx, id, outcome)));
  house.metrics.mailIn.inc({ outcome: outcome.reason });
}
