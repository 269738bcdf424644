import { MailParser } from "mailparser";
import { assembleBody, type Body, depthOf, detachTexts, type MimeNode } from "./assemble-body.ts";
import { cleanText } from "./clean-text.ts";
import { guessCharsets } from "./guess-charset.ts";
import { readHeaders } from "./read-headers.ts";
import { repairHeader, repairLines } from "./repair-header.ts";
import { sanitiseFileName } from "./sanitise-file-name.ts";
import type { MailAttachment, MailFailureCode, ParseResult } from "./types.ts";

export interface MailLimits {
  /** Bytes of the raw mail. */
  bytes: number;
  depth: number;
  parts: number;
  /** Characters of the HTML, and of the text. */
  characters: number;
  milliseconds: number;
}

export interface ParseJob {
  raw: Uint8Array;
  limits: MailLimits;
}

type Attached = {
  contentType?: string;
  contentDisposition?: string;
  filename?: string;
  cid?: string;
  related?: boolean;
};

/** Parses one mail in the calling thread, without a bound on time; parseMail runs it in a worker. Never throws. */
export async function parseWithin(job: ParseJob): Promise<ParseResult> {
  try {
    return await parse(job);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const message = cleanText(error instanceof Error ? error.message : String(error)).slice(0, 500);
    if (code === "EMAXLEN" && /child nodes/.test(message)) return failure("mail_too_many_parts", message);
    return failure(code === "EMAXLEN" ? "mail_too_large" : "mail_unreadable", message);
  }
}

const failure = (code: MailFailureCode, message: string): ParseResult => ({ ok: false, code, message });

async function parse({ raw, limits }: ParseJob): Promise<ParseResult> {
  const parser = new MailParser({
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    maxChildNodes: limits.parts,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    checksumAlgo: false,
  });
  guessCharsets(parser);
  const attachments: MailAttachment[] = [];
  parser.end(repairHeader(repairLines(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))));
  for await (const part of parser) {
    if (part.type !== "attachment") continue;
    const content = await readAll(part.content);
    part.release();
    attachments.push(toAttachment(part, content));
  }
  // The tree is not part of the library's declared surface; the tests on depth and on body text notice if it goes away.
  const tree = (parser as unknown as { tree: MimeNode | false }).tree;
  if (!tree) return failure("mail_unreadable", "The mail has no header and no body.");
  if (depthOf(tree) > limits.depth) {
    return failure("mail_too_deep", `The parts are nested more than ${limits.depth} levels deep.`);
  }
  for (const part of detachTexts(tree)) {
    attachments.push(toAttachment(part, new Uint8Array(Buffer.from(part.text))));
  }
  const isHollow = String(tree.contentType).startsWith("multipart/") && (tree.children ?? []).length === 0;
  const body = isHollow ? plainBody(raw, limits.characters) : assembleBody(tree, limits.characters);
  const header = readHeaders(parser.headerLines || [], parser.headers || new Map());
  return { ok: true, mail: { ...header, ...body, attachments } };
}

/** The words of a mail that promises parts and has none, so that nothing of it is hidden. */
function plainBody(raw: Uint8Array, limit: number): Body {
  const body = Buffer.from(raw)
    .toString("utf8")
    .split(/\r?\n\r?\n/)
    .slice(1)
    .join("\n\n")
    .replace(/\r\n/g, "\n");
  return { text: cleanText(body.slice(0, limit)), html: null, shortened: body.length > limit };
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toAttachment(part: Attached, content: Uint8Array): MailAttachment {
  const contentType = cleanText(part.contentType ?? "").toLowerCase();
  const cid = part.cid ? cleanText(part.cid) : null;
  return {
    fileName: sanitiseFileName(part.filename ?? defaultName(contentType)),
    contentType: /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : "application/octet-stream",
    size: content.length,
    cid,
    inline: part.contentDisposition === "inline" || (part.related === true && cid !== null),
    content,
  };
}

const NAMES: Readonly<Record<string, string>> = {
  "message/rfc822": "message.eml",
  "text/calendar": "calendar.ics",
  "text/html": "text.html",
  "text/vcard": "contact.vcf",
  "text/x-vcard": "contact.vcf",
  "application/ms-tnef": "winmail.dat",
};

const defaultName = (contentType: string): string =>
  NAMES[contentType] ?? (contentType.startsWith("text/") ? "text.txt" : "attachment");
