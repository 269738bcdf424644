import type { AddressObject, EmailAddress, HeaderLines, Headers } from "mailparser";
import { normaliseAddress } from "./address.ts";
import { cleanText, oneLine } from "./clean-text.ts";
import { readAuthResult } from "./read-auth-result.ts";
import type { MailAddress, MailHeader, ParsedMail } from "./types.ts";

type FromHeaders = Omit<ParsedMail, "text" | "html" | "shortened" | "attachments">;

const RECIPIENT_HEADERS = ["delivered-to", "x-delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];
const MOST_IDS = 200;
const MOST_ADDRESSES = 1000;

/** Everything a mail's own header block says, from mailparser's lines and its decoded map. */
export function readHeaders(lines: HeaderLines, decoded: Headers): FromHeaders {
  const headers = lines.map(toHeader);
  const values = (name: string) => headers.filter((h) => h.name === name).map((h) => h.value);
  const first = (name: string) => values(name)[0] ?? "";
  const authors = addresses(decoded.get("from"));
  const subject = decoded.get("subject");
  const contentType = first("content-type");
  return {
    messageId: messageIds(first("message-id"))[0] ?? null,
    inReplyTo: messageIds(values("in-reply-to").join(" ")),
    references: keepEnds(messageIds(values("references").join(" "))),
    from: authors[0] ?? null,
    fromIsAmbiguous: values("from").length > 1 || authors.length > 1,
    sender: addresses(decoded.get("sender"))[0] ?? null,
    replyTo: addresses(decoded.get("reply-to")),
    to: addresses(decoded.get("to")),
    cc: addresses(decoded.get("cc")),
    deliveredTo: [...new Set(RECIPIENT_HEADERS.flatMap(values).flatMap((v) => normaliseAddress(v) ?? []))],
    returnPath: returnPath(values("return-path")),
    date: toDate(first("date")),
    subject: oneLine(typeof subject === "string" ? subject : ""),
    contentType: /^[\w.+-]+\/[\w.+-]+/.exec(contentType)?.[0].toLowerCase() ?? "text/plain",
    reportType: /;\s*report-type\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null,
    headers,
    authResults: values("authentication-results").slice(0, 20).map(readAuthResult),
  };
}

function toHeader({ key, line }: { key: string; line: string }): MailHeader {
  const unfolded = Buffer.from(line, "latin1")
    .toString()
    .replace(/\r?\n(?=[ \t])/g, "");
  const colon = unfolded.indexOf(":");
  return { name: cleanText(key).toLowerCase(), value: oneLine(unfolded.slice(colon + 1)) };
}

/** Message-IDs (RFC 5322 §3.6.4) without angle brackets, each once; broken ones without brackets are taken by words. */
export function messageIds(value: string): string[] {
  const bracketed = [...value.matchAll(/<\s*([^<>\s]+)\s*>/g)].map((m) => m[1]!);
  const ids = bracketed.length > 0 ? bracketed : value.split(/\s+/).filter((word) => /^[^\s<>]+@[^\s<>]+$/.test(word));
  return [...new Set(ids.filter((id) => id.length <= 998))];
}

const keepEnds = (ids: string[]): string[] => (ids.length <= MOST_IDS ? ids : [ids[0]!, ...ids.slice(1 - MOST_IDS)]);

function addresses(value: unknown): MailAddress[] {
  const objects = (Array.isArray(value) ? value : [value]).filter(isAddressObject);
  return objects.flatMap((o) => o.value.flatMap(ungroup)).slice(0, MOST_ADDRESSES);
}

const isAddressObject = (value: unknown): value is AddressObject =>
  typeof value === "object" && value !== null && "value" in value && Array.isArray(value.value);

function ungroup(entry: EmailAddress): MailAddress[] {
  if (entry.group) return entry.group.flatMap(ungroup);
  const address = normaliseAddress(entry.address ?? "");
  return address === null ? [] : [{ address, name: oneLine(entry.name ?? "").slice(0, 200) }];
}

function returnPath(values: string[]): string | null {
  const value = values[0];
  if (value === undefined) return null;
  return /^<?\s*>?$/.test(value) ? "" : (normaliseAddress(value) ?? value.replace(/[<>]/g, "").toLowerCase());
}

/** Null for what is no date or lies outside the years a database and a calendar can show. */
function toDate(value: string): Date | null {
  const date = new Date(value);
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? date : null;
}
