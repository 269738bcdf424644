import type { Ctx } from "../../../platform/ctx.ts";
import { adoptFile, recordFile, type Upload } from "../../../platform/files/files.ts";
import { job } from "../../../platform/jobs.ts";
import { normaliseAddress, parseToken } from "../mail/address.ts";
import { db, type MailAddressRow } from "../tables.ts";
import { mailAddressRows } from "./mail-sender.ts";

/** How the file store knows that a file is the raw text of a mail that came in. */
export const mailOwner = (mailId: string): string => `conversations.mail_in:${mailId}`;

export interface IncomingMail {
  readonly raw: Upload;
  /** Empty for `<>`. */
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly ip: string;
  readonly helo: string;
}

/** Write down a mail of which the raw text is safe, with the job that makes a message of it; answers its id. */
export async function storeMail(ctx: Ctx, mail: IncomingMail): Promise<string> {
  const id = ctx.id();
  const file = await recordFile(ctx, mail.raw);
  await adoptFile(ctx, file.id, mailOwner(id), null);
  await db(ctx)
    .insertInto("conversations.mail_in")
    .values({
      id,
      at: ctx.now,
      raw_file_id: file.id,
      size: mail.raw.size,
      envelope_from: mail.envelopeFrom,
      recipients: [...mail.recipients],
      ip: mail.ip,
      helo: mail.helo,
    })
    .execute();
  await job(ctx, "take-in-mail", { mailId: id });
  return id;
}

/** The address of ours that takes mail for this one, whatever follows its plus; null when none does. */
export async function addressFor(ctx: Ctx, recipient: string): Promise<MailAddressRow | null> {
  const address = normaliseAddress(recipient);
  if (address === null) return null;
  const bases = [address, parseToken(address)?.address, address.replace(/^([^@+]+)\+[^@]*@/, "$1@")];
  const ours = (await mailAddressRows(ctx)).filter((row) => row.active);
  return bases.map((base) => ours.find((row) => row.address === base)).find((row) => row !== undefined) ?? null;
}

const MINUTE_MS = 60_000;

/** How many mails came from this envelope sender within the last minute. */
export async function mailsOfMinute(ctx: Ctx, envelopeFrom: string): Promise<number> {
  const { count } = await db(ctx)
    .selectFrom("conversations.mail_in")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("envelope_from", "=", envelopeFrom)
    .where("at", ">", new Date(ctx.now.getTime() - MINUTE_MS))
    .executeTakeFirstOrThrow();
  return Number(count);
}
