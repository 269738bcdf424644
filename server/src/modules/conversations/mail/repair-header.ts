import { isUtf8 } from "node:buffer";

const CENTRAL_EUROPEAN = "windows-1250";
const LONGEST = 1_000_000;

/**
 * Raw mail whose header block is valid UTF-8. Lines with other 8-bit bytes, which RFC 5322 forbids and old senders write
 * all the same, are read in the charset of the body or, where none is named, as Central European text.
 */
export function repairHeader(raw: Buffer): Buffer {
  const end = headerEnd(raw);
  const header = raw.subarray(0, end);
  if (isUtf8(header)) return raw;
  const named = /^content-type:.{0,500}?charset\s*=\s*"?([\w.:-]+)/ims.exec(header.toString("latin1"))?.[1];
  const decoder = decoderFor(named);
  const lines = header
    .toString("latin1")
    .split("\n")
    .map((line) => repairLine(Buffer.from(line, "latin1"), decoder));
  return Buffer.concat([Buffer.from(lines.join("\n")), raw.subarray(end)]);
}

/** Mail of old Macintosh programs ends its lines with CR alone; the parser wants LF. Other mail is left as it is. */
export function repairLines(raw: Buffer): Buffer {
  const isOld = /\r\n?|\n/.exec(raw.toString("latin1", 0, 10_000))?.[0] === "\r";
  return isOld ? Buffer.from(raw.toString("latin1").replace(/\r\n?/g, "\r\n"), "latin1") : raw;
}

function headerEnd(raw: Buffer): number {
  const ends = [raw.indexOf("\n\n"), raw.indexOf("\n\r\n")].filter((at) => at >= 0);
  return Math.min(LONGEST, raw.length, ...ends);
}

function repairLine(line: Buffer, decoder: TextDecoder): string {
  if (isUtf8(line)) return line.toString();
  const escaped = line
    .toString("latin1")
    .replace(/=\?[\w-]+\?q\?[^?\s]*\?=/gi, (word) =>
      word.replace(/[\x80-\xff]/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase()}`),
    );
  return decoder.decode(Buffer.from(escaped, "latin1"));
}

/** Reads text that is not UTF-8: in the charset named, else as Central European. */
export function decoderFor(charset: string | undefined): TextDecoder {
  try {
    const decoder = new TextDecoder(charset);
    return /^utf-?(?:8|16)/i.test(decoder.encoding) ? new TextDecoder(CENTRAL_EUROPEAN) : decoder;
  } catch {
    return new TextDecoder(CENTRAL_EUROPEAN);
  }
}
