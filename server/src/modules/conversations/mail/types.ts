/** `address` is normalised (see normaliseAddress), `name` decoded and possibly empty. */
export interface MailAddress {
  address: string;
  name: string;
}

/** One header line, unfolded and decoded; `name` in lower case. Repeated headers stay repeated, in their order. */
export interface MailHeader {
  name: string;
  value: string;
}

export interface MailAttachment {
  /** Safe to store and to offer for download (see sanitiseFileName). */
  fileName: string;
  contentType: string;
  /** Bytes of `content`. */
  size: number;
  /** Content-ID without angle brackets. */
  cid: string | null;
  /** Shown within the text rather than listed below it. */
  inline: boolean;
  content: Uint8Array;
}

/** One Authentication-Results header (RFC 8601). Trust it only when `server` is a server of ours. */
export interface AuthResult {
  server: string;
  dmarc: string | null;
  spf: string | null;
  dkim: string | null;
  /** The domain DMARC was judged for. */
  fromDomain: string | null;
}

/** A parsed mail. Every string is free of NUL and lone surrogates; Message-IDs are without angle brackets. */
export interface ParsedMail {
  messageId: string | null;
  inReplyTo: string[];
  /** Oldest first. */
  references: string[];
  from: MailAddress | null;
  /** More than one author is named, so nothing about the author may be taken as proved. */
  fromIsAmbiguous: boolean;
  sender: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** Addresses of Delivered-To, X-Original-To, Envelope-To and their like. */
  deliveredTo: string[];
  /** The envelope sender; an empty string for `<>`, null where the header is missing. */
  returnPath: string | null;
  date: Date | null;
  subject: string;
  /** From the plain text, else derived from the HTML. */
  text: string;
  html: string | null;
  /** Text or HTML were longer than the limit, so the text is cut or the HTML left out. */
  shortened: boolean;
  contentType: string;
  /** Of a multipart/report (RFC 6522), in lower case. */
  reportType: string | null;
  attachments: MailAttachment[];
  headers: MailHeader[];
  authResults: AuthResult[];
}

export type MailFailureCode =
  | "mail_too_large"
  | "mail_too_deep"
  | "mail_too_many_parts"
  | "mail_timeout"
  | "mail_unreadable";

export type ParseResult = { ok: true; mail: ParsedMail } | { ok: false; code: MailFailureCode; message: string };

/** What of a mail is ours: configured addresses (normalised) and the domain of our Message-IDs and reply addresses. */
export interface OwnMail {
  addresses: readonly string[];
  domains: readonly string[];
}

/** All values of a header in their order; `name` in lower case. */
export const headerValues = (mail: Pick<ParsedMail, "headers">, name: string): string[] =>
  mail.headers.filter((h) => h.name === name).map((h) => h.value);
