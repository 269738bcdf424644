import type { SendMailOptions } from "nodemailer";
import { domainOf, normaliseAddress, withToken } from "./address.ts";
import { cleanText, oneLine } from "./clean-text.ts";
import { sanitiseFileName } from "./sanitise-file-name.ts";
import type { MailAddress } from "./types.ts";

/** The header by which our own mail is known when it comes back. */
export const OWN_MARKER = "X-Splot";

export interface OutgoingMail {
  matterId: string;
  messageId: string;
  /** A random word that nobody can guess, so that the Message-ID proves nothing to a forger. */
  random: string;
  /** The reply token of the matter, 20 lower-case letters and digits. */
  token: string;
  /** An address of ours and the name to show. */
  from: MailAddress;
  to: readonly MailAddress[];
  cc?: readonly MailAddress[];
  subject: string;
  text: string;
  /** What is answered: its Message-ID and References, as parsed. */
  inReplyTo?: string | null;
  references?: readonly string[];
  /** The original below the answer; `header` is the line that introduces it, in the reader's language. */
  quote?: { header: string; text: string };
  attachments?: readonly { fileName: string; contentType: string; content: Buffer }[];
  /** Written by a machine: in answer to a mail, or without one. */
  auto?: "replied" | "generated";
}

const MOST_REFERENCES = 20;
const LONGEST_QUOTE = 20_000;
const REPLY_PREFIX =
  /^(?:(?:re|aw|antw|sv|vs|odp|odpowiedź|răsp|rasp|r|fw|fwd|pd|wg|tr|rv|i|redir)\s{0,2}(?:\[\d{1,3}\])?\s{0,2}:\s{0,5})+/iu;

/**
 * The message for nodemailer. Automatic mail carries every sign by which machines know each other (RFC 3834) and no
 * envelope sender; other mail has the reply address there, so that a bounce finds its matter. Throws a RangeError when
 * no valid sender or recipient is given.
 */
export function composeMail(mail: OutgoingMail): SendMailOptions {
  const from = addressOf(mail.from);
  const to = mail.to.flatMap((one) => addressOf(one) ?? []);
  const cc = (mail.cc ?? []).flatMap((one) => addressOf(one) ?? []);
  if (!from || to.length === 0) throw new RangeError("A mail needs a valid sender and at least one valid recipient.");
  const replyTo = withToken(from.address, mail.token);
  const answered = messageIdOf(mail.inReplyTo ?? "");
  return {
    messageId: `<${ownId(mail, from.address)}>`,
    from,
    replyTo: { name: from.name, address: replyTo },
    to,
    cc,
    envelope: { from: mail.auto ? "" : replyTo, to: [...to, ...cc].map((one) => one.address) },
    subject: subjectOf(mail.subject, answered !== undefined),
    text: bodyOf(mail, from.name, replyTo),
    ...(answered ? { inReplyTo: `<${answered}>`, references: referencesOf(mail.references ?? [], answered) } : {}),
    headers: { [OWN_MARKER]: wordOf(mail.messageId), ...(mail.auto ? autoHeaders(mail.auto) : {}) },
    attachments: (mail.attachments ?? []).map(({ fileName, contentType, content }) => ({
      filename: sanitiseFileName(fileName),
      contentType: /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(contentType) ? contentType : "application/octet-stream",
      contentDisposition: "attachment",
      content,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The Message-ID of a mail of ours, without angle brackets; store it to find answers by. */
export function ownId(mail: Pick<OutgoingMail, "matterId" | "messageId" | "random">, address: string): string {
  return `${wordOf(mail.matterId)}.${wordOf(mail.messageId)}.${wordOf(mail.random)}@${domainOf(address)}`;
}

const wordOf = (value: string): string => value.replace(/[^\w-]/g, "").slice(0, 60) || "0";

function addressOf(given: MailAddress): MailAddress | null {
  const address = normaliseAddress(given.address);
  return address === null ? null : { address, name: oneLine(given.name).slice(0, 100) };
}

function subjectOf(subject: string, isAnswer: boolean): string {
  const plain = oneLine(subject).slice(0, 250);
  return isAnswer ? `Re: ${plain.replace(REPLY_PREFIX, "")}`.trim() : plain;
}

function messageIdOf(value: string): string | undefined {
  const id = value.trim().replace(/^<|>$/g, "");
  return /^[\x21-\x3b\x3d\x3f-\x7e]{1,300}$/.test(id) ? id : undefined;
}

/** The first and the last: mail programs find their thread by either end (RFC 5322 §3.6.4). */
function referencesOf(references: readonly string[], answered: string): string[] {
  const all = [
    ...new Set([...references.flatMap((id) => messageIdOf(id) ?? []).filter((id) => id !== answered), answered]),
  ];
  const kept = all.length <= MOST_REFERENCES ? all : [all[0]!, ...all.slice(1 - MOST_REFERENCES)];
  return kept.map((id) => `<${id}>`);
}

/** The signs by which machines know that a machine wrote (RFC 3834). */
export const autoHeaders = (auto: "replied" | "generated"): Record<string, string> => ({
  "Auto-Submitted": `auto-${auto}`,
  "X-Auto-Response-Suppress": "All",
  Precedence: "auto_reply",
});

/** The reply address stands in the text too: some programs drop Reply-To but none drops what it quotes. */
function bodyOf(mail: OutgoingMail, name: string, replyTo: string): string {
  const words = cleanText(mail.text).replace(/\r\n?/g, "\n").trimEnd();
  const signature = `-- \n${name === "" ? "" : `${name}\n`}${replyTo}`;
  if (!mail.quote) return `${words}\n\n${signature}\n`;
  const quoted = cleanText(mail.quote.text).slice(0, LONGEST_QUOTE).replace(/\r\n?/g, "\n").trimEnd().split("\n");
  const marked = quoted.map((line) => (line.startsWith(">") ? `>${line}` : `> ${line}`.trimEnd()));
  return `${words}\n\n${signature}\n\n${oneLine(mail.quote.header)}\n${marked.join("\n")}\n`;
}
