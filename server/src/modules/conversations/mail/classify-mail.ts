import { domainOf, isDaemon, isNoReply } from "./address.ts";
import { hasStatus, statusFieldsOf } from "./bounce-fields.ts";
import { OWN_MARKER } from "./compose-mail.ts";
import {
  AUTO_HEADERS,
  AUTO_SUBJECT,
  BOUNCE_SUBJECT,
  BOUNCE_WORDS,
  BULK,
  LIST_HEADERS,
  MAIL_WORDS,
  NOTIFICATION,
} from "./machine-signs.ts";
import { headerValues, type OwnMail, type ParsedMail } from "./types.ts";

export type MailKind = "personal" | "auto_reply" | "bounce" | "delayed" | "complaint" | "list" | "own";

/** Signs that a machine may have written the mail; any one of them forbids an automatic answer. */
export type MailMarker =
  | "auto_reply_header"
  | "auto_reply_subject"
  | "auto_submitted"
  | "bounce_words"
  | "daemon_sender"
  | "failed_recipients"
  | "feedback_report"
  | "list_header"
  | "loop_header"
  | "no_reply_sender"
  | "null_sender"
  | "own_address"
  | "own_marker"
  | "own_message_id"
  | "precedence"
  | "report"
  | "suppress_header";

export interface Classified {
  kind: MailKind;
  markers: MailMarker[];
  /** More than words speak for it: people, too, write "Delivery problem" and "Absence". */
  sure: boolean;
  /** Whether an automatic answer may go out; the caller adds its own limit per address and day. */
  mayAutoReply: boolean;
}

/**
 * What kind of mail this is and by which signs, from RFC 3464, 3834, 5965 and the habits of common mail systems. `own`
 * says which addresses and domains are ours; `envelopeFrom` is the SMTP sender, where known (empty for `<>`).
 */
export function classifyMail(mail: ParsedMail, own: OwnMail, envelopeFrom: string | null = null): Classified {
  const markers = findMarkers(mail, own, envelopeFrom);
  const kind = kindOf(mail, new Set(markers));
  const sure = kind === "personal" || markers.some((marker) => !WORDS.has(marker));
  return { kind, sure, markers, mayAutoReply: kind === "personal" && markers.length === 0 };
}

const WORDS: ReadonlySet<MailMarker> = new Set(["auto_reply_subject", "bounce_words", "no_reply_sender"]);

/** A complaint: an abuse report (RFC 5965), or one of the two common dialects without its part. */
export function isComplaint(mail: ParsedMail): boolean {
  const isReport = mail.reportType === "feedback-report" || mail.attachments.some(isFeedback);
  const isHotmail =
    /^complaint about message from/i.test(mail.subject) && /^staff@hotmail\./.test(mail.from?.address ?? "");
  return isReport || isHotmail || /^Apple Mail sent this email to unsubscribe/.test(mail.text.trimStart());
}

const isFeedback = (part: { contentType: string }): boolean => part.contentType === "message/feedback-report";

function findMarkers(mail: ParsedMail, own: OwnMail, envelopeFrom: string | null): MailMarker[] {
  const has = (pattern: RegExp) => mail.headers.some((h) => pattern.test(h.name));
  const says = (name: string, pattern: RegExp) => headerValues(mail, name).some((value) => pattern.test(value));
  const senders = [mail.from?.address ?? "", mail.sender?.address ?? "", envelopeFrom ?? "", mail.returnPath ?? ""];
  const found: [MailMarker, boolean][] = [
    ["auto_submitted", says("auto-submitted", /^(?!no\b)/i)],
    ["precedence", says("precedence", BULK)],
    ["list_header", has(LIST_HEADERS)],
    [
      "auto_reply_header",
      has(AUTO_HEADERS) || says("x-apple-action", /vacation/i) || says("x-post-messageclass", /^9/),
    ],
    ["suppress_header", says("x-auto-response-suppress", /\b(?:all|oof|autoreply)\b/i)],
    ["null_sender", envelopeFrom === "" || mail.returnPath === ""],
    ["loop_header", has(/^x-loop$/)],
    ["daemon_sender", senders.some(isDaemonSender) || says("from", /mailer-daemon|mail delivery (?:sub)?system/i)],
    ["no_reply_sender", senders.some((a) => a !== "" && isNoReply(a))],
    ["report", mail.contentType === "multipart/report"],
    ["failed_recipients", has(/^x-failed-recipients$/)],
    ["feedback_report", isComplaint(mail)],
    ["auto_reply_subject", AUTO_SUBJECT.test(mail.subject)],
    ["own_marker", has(OWN_MARKER_NAME)],
    ["own_address", own.addresses.includes(mail.from?.address ?? "")],
    ["own_message_id", isOwnId(mail.messageId, own)],
  ];
  const markers = found.filter(([, holds]) => holds).map(([marker]) => marker);
  return hasBounceWords(mail, markers) ? [...markers, "bounce_words"] : markers;
}

/** The subject of a failure report, together with a system's sender or a system's words. */
function hasBounceWords(mail: ParsedMail, markers: readonly MailMarker[]): boolean {
  const text = wordsOf(mail);
  const bySystem = markers.includes("daemon_sender") || markers.includes("null_sender");
  if (bySystem)
    return BOUNCE_SUBJECT.test(mail.subject) || (BOUNCE_WORDS.test(text) && !markers.includes("auto_submitted"));
  return (BOUNCE_SUBJECT.test(mail.subject) && MAIL_WORDS.test(text)) || NOTIFICATION.test(text);
}

const OWN_MARKER_NAME = new RegExp(`^${OWN_MARKER}$`, "i");

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const OWN_ID = new RegExp(`^${UUID}\\.${UUID}\\.[a-z0-9]+@`, "i");

const isDaemonSender = (address: string): boolean => address !== "" && isDaemon(address);

/** Our ids are those of matter and message and a random word before our domain, see composeMail. */
function isOwnId(id: string | null, own: OwnMail): boolean {
  return id !== null && own.domains.includes(domainOf(id).toLowerCase()) && OWN_ID.test(id);
}

function kindOf(mail: ParsedMail, markers: ReadonlySet<MailMarker>): MailKind {
  if (markers.has("feedback_report")) return "complaint";
  if (isBounce(mail, markers)) return outcome(mail);
  if (markers.has("own_marker") || markers.has("own_address") || markers.has("own_message_id")) return "own";
  if (markers.has("list_header") && !markers.has("auto_submitted")) return "list";
  const isAuto = ["auto_submitted", "auto_reply_header", "auto_reply_subject", "report"] as const;
  if (isAuto.some((marker) => markers.has(marker))) return "auto_reply";
  return markers.has("precedence") ? "list" : "personal";
}

/** A forwarded report, or an answer that quotes one, is a person's mail: its own header does not look like a system's. */
function isBounce(mail: ParsedMail, markers: ReadonlySet<MailMarker>): boolean {
  if (mail.contentType === "multipart/report") {
    return mail.reportType === "delivery-status" || mail.reportType === null || hasStatus(mail);
  }
  if (markers.has("failed_recipients") || markers.has("bounce_words")) return true;
  return markers.has("daemon_sender") && (hasStatus(mail) || BOUNCE_WORDS.test(wordsOf(mail)));
}

/** A report of success is no bounce: it counts with the automatic replies. */
function outcome(mail: ParsedMail): MailKind {
  const actions = statusFieldsOf(mail).flatMap((fields) => fields.get("action")?.toLowerCase() ?? []);
  const all = (pattern: RegExp) => actions.length > 0 && actions.every((action) => pattern.test(action));
  const [, notice] = NOTIFICATION.exec(wordsOf(mail)) ?? [];
  if (all(/^(?:delivered|relayed|expanded)/) || notice === "Delivery") return "auto_reply";
  if (actions.length > 0) return all(/^delayed/) ? "delayed" : "bounce";
  const isDelayed = /\(delay\)|\bdelayed\b|^warning/i.test(mail.subject) || /will be retried for/i.test(wordsOf(mail));
  return isDelayed ? "delayed" : "bounce";
}

const wordsOf = (mail: ParsedMail): string => mail.text.slice(0, 20_000);
