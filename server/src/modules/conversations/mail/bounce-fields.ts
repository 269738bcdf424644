import type { MailAttachment, ParsedMail } from "./types.ts";

/** The fields of one recipient in a delivery report (RFC 3464 §2.3), names in lower case. */
export type StatusFields = Map<string, string>;

const RECIPIENT_FIELDS = ["final-recipient", "original-recipient", "action", "diagnostic-code", "status"];
const FIELD = /^([A-Za-z][A-Za-z-]{1,60})\s*:\s*(.*)$/;

/**
 * Recipients of a message/delivery-status part, or of a text that carries such fields. Tolerates missing blank lines,
 * continuation lines that are not indented, and recipient fields in the part for the whole message.
 */
export function readStatusFields(report: string): StatusFields[] {
  return groups(report).filter((fields) => RECIPIENT_FIELDS.some((name) => fields.has(name)));
}

function groups(report: string): StatusFields[] {
  const all: StatusFields[] = [];
  let fields: StatusFields = new Map();
  let last = "";
  const close = () => {
    if (fields.size > 0) all.push(fields);
    fields = new Map();
    last = "";
  };
  for (const line of report.split(/\r?\n/)) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (line.trim() === "") close();
    else if (name !== undefined && value !== undefined) {
      last = name.toLowerCase();
      if (last === "final-recipient" && fields.has(last)) close();
      if (!fields.has(last)) fields.set(last, value.trim());
      last = name.toLowerCase();
    } else if (last !== "") fields.set(last, `${fields.get(last) ?? ""} ${line.trim()}`.slice(0, 4000));
  }
  close();
  return all;
}

/** The value without its type: `rfc822; a@b.pl` → `a@b.pl`. */
export const untyped = (value: string | undefined): string => (value ?? "").replace(/^[\w./-]+\s*;\s*/, "").trim();

const isStatus = (part: MailAttachment): boolean => /^message\/(?:global-)?delivery-status$/.test(part.contentType);

/** Whether the mail carries a delivery report. */
export const hasStatus = (mail: ParsedMail): boolean => mail.attachments.some(isStatus);

/** The recipients of all delivery reports in the mail. */
export const statusFieldsOf = (mail: ParsedMail): StatusFields[] =>
  mail.attachments.filter(isStatus).flatMap((part) => readStatusFields(partText(part)));

/** The first 64 kB of a part as text. */
export const partText = (part: MailAttachment): string =>
  Buffer.from(part.content.subarray(0, 64_000)).toString("utf8");
