import type { Ctx } from "../../../platform/ctx.ts";
import { recordFile } from "../../../platform/files/files.ts";
import { isPicture } from "../../../platform/files/sniff.ts";
import { findThread } from "../mail/find-thread.ts";
import { foldQuotes } from "../mail/fold-quotes.ts";
import { sanitiseHtml } from "../mail/sanitise-html.ts";
import type { ParsedMail } from "../mail/types.ts";
import type { ToAttach } from "../messages/attach.ts";
import { receive } from "../messages/receive.ts";
import { takenBefore } from "../messages/take-once.ts";
import { db } from "../tables.ts";
import { matterOfMail, type Threaded } from "./find-matter-of-mail.ts";
import type { Judged, Outcome, StoredPart } from "./mail-in.ts";
import { proofOf, type Speaker, speakerOf, writerOf } from "./speaker-of-mail.ts";
import { addressFor } from "./store-mail.ts";

/** Pictures within the text up to this size are shown in their place; larger ones are files only. */
const SHOWN_BYTES = 300_000;
const SHOWN_BYTES_ALL = 1_500_000;

/** A mail of a person, a list or an answering machine becomes a message: in the matter that it names or of its sender. */
export async function takeMessage(ctx: Ctx, judged: Judged): Promise<Outcome> {
  const { row, mail, own, classified, authenticity, key } = judged;
  if (await takenBefore(ctx, "email", key)) return { state: "done", reason: "repeat" };
  const threaded = await matterOfMail(ctx, findThread(mail, own, row.recipients), writerOf(mail)?.address ?? null);
  if (mail.from === null && !threaded) return { state: "set_aside", reason: "no_sender" };
  const isAuto = classified.kind === "auto_reply" && (classified.sure || threaded !== null);
  if (isAuto && !threaded) return { state: "set_aside", reason: "auto_reply" };
  const proof = isAuto ? null : proofOf(mail, threaded, authenticity, mail.messageId ?? row.id);
  const speaker = await speakerOf(ctx, mail, threaded, proof);
  const { text, quoted } = foldQuotes(mail.text);
  const ours = (await Promise.all(row.recipients.map((address) => addressFor(ctx, address)))).find(
    (one) => one !== null,
  );
  const taken = await receive(ctx, {
    channel: "email",
    ...speaker,
    externalKey: key,
    kind: isAuto ? "auto_reply" : "message",
    text,
    quoted,
    html: htmlOf(mail),
    subject: mail.subject,
    attachments: await record(ctx, judged.parts),
    at: row.at,
    matterHint: threaded?.matter ?? null,
    teamId: ours?.team_id ?? null,
    mailAddressId: ours?.id ?? null,
    mailId: mail.messageId,
    rawFileId: row.raw_file_id,
    flags: flagsOf(judged, threaded, speaker),
  });
  if (!taken) return { state: "done", reason: "repeat" };
  if (mail.messageId !== null)
    await db(ctx)
      .insertInto("conversations.mail_reference")
      .values({ mail_id: mail.messageId, customer_id: taken.customerId, message_id: taken.messageId })
      .onConflict((conflict) => conflict.column("mail_id").doNothing())
      .execute();
  return { state: "done", reason: isAuto ? "auto_reply" : "message" };
}

/** What a reader should be told: a stranger to this thread, a domain that denies the mail, a machine. */
function flagsOf({ classified, authenticity }: Judged, threaded: Threaded | null, { leafId }: Speaker): string[] {
  const known = threaded === null || threaded.knownLeaf !== null || threaded.token?.leafId === leafId;
  return [
    ...(known ? [] : ["unknown_sender"]),
    ...(authenticity === "fail" ? ["not_authentic"] : []),
    ...(classified.kind === "personal" ? [] : ["automatic"]),
  ];
}

async function record(ctx: Ctx, parts: readonly StoredPart[]): Promise<ToAttach[]> {
  const files: ToAttach[] = [];
  for (const part of parts) {
    const { id } = await recordFile(ctx, part);
    files.push({ fileId: id, inline: part.inline, cid: part.cid });
  }
  return files;
}

/** The HTML to show, with small pictures in their places, so that showing it loads nothing. Null where text says it all. */
function htmlOf(mail: ParsedMail): string | null {
  if (mail.html === null) return null;
  let left = SHOWN_BYTES_ALL;
  const picture = (contentId: string): string | null => {
    const part = mail.attachments.find((one) => one.cid === contentId);
    if (!part || !isPicture(part.contentType) || part.size > SHOWN_BYTES || part.size > left) return null;
    left -= part.size;
    return `data:${part.contentType};base64,${Buffer.from(part.content).toString("base64")}`;
  };
  return sanitiseHtml(mail.html, { cid: picture }).html;
}
