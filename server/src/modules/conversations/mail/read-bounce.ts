import { normaliseAddress, parseToken } from "./address.ts";
import { hasStatus, partText, readStatusFields, type StatusFields, statusFieldsOf, untyped } from "./bounce-fields.ts";
import { bounceReason, isHard } from "./bounce-reason.ts";
import { findRecipients, splitReport } from "./bounce-text.ts";
import type { BounceReason } from "./bounce-words.ts";
import { isComplaint } from "./classify-mail.ts";
import { messageIds } from "./read-headers.ts";
import { headerValues, type MailAttachment, type ParsedMail } from "./types.ts";

export type BounceAction = "failed" | "delayed" | "delivered" | "relayed" | "expanded" | "complaint";

/** What happened to one recipient. */
export interface BouncedRecipient {
  /** As we addressed it, where the report says so; null where it hides the address. */
  address: string | null;
  action: BounceAction;
  /** Enhanced status code (RFC 3463), the most exact one given. */
  status: string | null;
  /** Three digits of the SMTP answer. */
  reply: number | null;
  diagnostic: string;
  reason: BounceReason;
  /** Hard: the address is dead. Else the failure may pass. */
  hard: boolean;
}

export interface BounceReport {
  recipients: BouncedRecipient[];
  /** Message-IDs under which the original may be known to us, the surest first. */
  originalMessageIds: string[];
  /** Our reply token, from the address the report came to or from the original. */
  token: string | null;
}

const HEAD = 64_000;
const DELAYED = /will be retried|delay|not yet been delivered|still (?:being )?(?:try|queue)/i;
/**
 * Reads a delivery report (RFC 3464), a complaint (RFC 5965) or a mail system's plain words about a mail of ours. Call
 * it for mail that classifyMail takes for one; for other mail it finds little.
 */
export function readBounce(mail: ParsedMail): BounceReport {
  const { report, original } = splitReport(mail.text);
  const returned = [...mail.attachments.filter(isOriginal).slice(0, 5).map(partText), original].join("\n");
  const complaint = mail.attachments.find((part) => part.contentType === "message/feedback-report");
  const isComplained = complaint !== undefined || isComplaint(mail);
  return {
    recipients: isComplained ? complainers(complaint ? partText(complaint) : "") : recipients(mail, report),
    originalMessageIds: originalIds(mail, returned),
    token: findToken(mail, returned, report),
  };
}

const isOriginal = (part: MailAttachment): boolean =>
  /^(?:message\/(?:rfc822|partial|global|rfc822-headers)|text\/rfc822-headers)$/.test(part.contentType);

function recipients(mail: ParsedMail, whole: string): BouncedRecipient[] {
  const fields = hasStatus(mail) ? statusFieldsOf(mail) : readStatusFields(mail.text.slice(0, HEAD));
  const named = findRecipients(whole, [...mail.to.map((to) => to.address), mail.from?.address ?? ""]);
  const reported = fields.filter((f) => f.has("action") || f.has("final-recipient"));
  // Words about nobody in particular speak of a recipient only where there is just one.
  const report = Math.max(reported.length, named.length) > 1 ? "" : whole;
  if (reported.length > 0) {
    return reported.map((f) => {
      const address = addressOf(f);
      const about = named.find((n) => n.address === address)?.lines ?? "";
      const said = [untyped(f.get("diagnostic-code")), (f.get("status") ?? "").replace(/^[\d.\s]+/, ""), about];
      return toRecipient({ address, action: actionOf(f.get("action")), status: f.get("status") ?? "", said, report });
    });
  }
  const action = DELAYED.test(whole) ? "delayed" : "failed";
  const failed = headerValues(mail, "x-failed-recipients").flatMap((value) => value.split(","));
  const found = named.length > 0 ? named : failed.map((value) => ({ address: normaliseAddress(value), lines: "" }));
  return (found.length > 0 ? found : [{ address: null, lines: "" }]).map(({ address, lines }) =>
    toRecipient({ address, action, status: "", said: [lines], report }),
  );
}

function addressOf(fields: StatusFields): string | null {
  const names = ["original-recipient", "final-recipient", "x-actual-recipient"];
  return names.map((name) => normaliseAddress(untyped(fields.get(name)))).find((a) => a !== null) ?? null;
}

function actionOf(value: string | undefined): BounceAction {
  const word = /^[a-z]+/i.exec(value ?? "")?.[0].toLowerCase();
  return word === "delayed" || word === "delivered" || word === "relayed" || word === "expanded" ? word : "failed";
}

interface Told {
  address: string | null;
  action: BounceAction;
  status: string;
  /** What was said of this recipient, the surest source first. */
  said: string[];
  report: string;
}

function toRecipient({ address, action, status: given, said: sources, report }: Told): BouncedRecipient {
  const heard = sources.filter((words) => /[a-z]{4}/i.test(words));
  const status = exactStatus([...sources, given, ...(heard.length > 0 ? [] : [report])]);
  const told = bounceReason({ said: heard, status, action });
  const reason = told === "undefined" ? bounceReason({ said: [report], status, action }) : told;
  return {
    address,
    action,
    status,
    reply: smtpReply([...sources, report].join("\n")),
    diagnostic: (heard[0] ?? report).replace(/\s+/g, " ").trim().slice(0, 1000),
    reason,
    hard: action === "failed" && isHard(reason),
  };
}

const CODE = "[245]\\.\\d{1,3}\\.\\d{1,3}(?!\\.?\\d)";

/** The code in the server's own answer, else any other; one that ends in zeros is only a placeholder. */
function exactStatus(texts: string[]): string | null {
  const all = texts.join("\n");
  const answered = [...all.matchAll(new RegExp(`\\b[245]\\d\\d[ -]+['"#]?(${CODE})`, "g"))].map((m) => m[1]!);
  const codes = [...answered, ...[...all.matchAll(new RegExp(`(?<![\\d.])${CODE}`, "g"))].map((m) => m[0])];
  return codes.find((code) => !code.endsWith(".0.0")) ?? codes[0] ?? null;
}

function smtpReply(text: string): number | null {
  const found =
    /\b([245]\d\d)[ -]+['"#]?[245]\.\d+\.\d/.exec(text) ?? /(?:^|[\s:>"'[])([245]\d\d)[ -](?=\D)/m.exec(text);
  return found ? Number(found[1]) : null;
}

function complainers(report: string): BouncedRecipient[] {
  const lines = [...report.matchAll(/^(?:Original-Rcpt-To|Removal-Recipient)\s*:\s*(.+)$/gim)];
  const addresses = [...new Set(lines.map((line) => normaliseAddress(line[1] ?? "")))];
  return (addresses.length > 0 ? addresses : [null]).map((address) => ({
    address,
    action: "complaint",
    status: null,
    reply: null,
    diagnostic: /^Feedback-Type\s*:\s*(\S+)/im.exec(report)?.[1] ?? "",
    reason: "feedback",
    hard: false,
  }));
}

function originalIds(mail: ParsedMail, returned: string): string[] {
  const unfolded = `${returned}\n${mail.text.slice(0, HEAD)}`.replace(/\r?\n[ \t]+/g, " ");
  const ids = [...unfolded.matchAll(/^[ \t>]{0,20}Message-ID[ \t]{0,20}:(.+)$/gim)].flatMap((line) =>
    messageIds(line[1] ?? ""),
  );
  const all = [...ids, ...mail.inReplyTo, ...mail.references.toReversed()].filter((id) => id !== mail.messageId);
  return [...new Set(all)].slice(0, 20);
}

function findToken(mail: ParsedMail, returned: string, report: string): string | null {
  const addresses = [...mail.to.map((to) => to.address), ...mail.deliveredTo];
  for (const address of addresses) {
    const carried = parseToken(address);
    if (carried) return carried.token;
  }
  return /\+c_([a-z0-9]{20})@/i.exec(`${returned}\n${report}`)?.[1]?.toLowerCase() ?? null;
}
