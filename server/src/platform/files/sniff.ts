/** Bytes from the beginning of a file that are enough to tell its kind. */
export const HEAD_BYTES = 16;

const ascii = (head: Buffer, from: number, to: number): string => head.toString("latin1", from, to);

/** The media type of a raster picture by its first bytes (WHATWG MIME Sniffing §6.1, AVIF §6), or null for all else. */
export function sniffPicture(head: Buffer): string | null {
  if (ascii(head, 0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (ascii(head, 0, 3) === "\xff\xd8\xff") return "image/jpeg";
  if (/^GIF8[79]a/.test(ascii(head, 0, 6))) return "image/gif";
  if (ascii(head, 0, 4) === "RIFF" && /^WEBPVP/.test(ascii(head, 8, 14))) return "image/webp";
  if (ascii(head, 4, 8) === "ftyp" && /^avi[fs]$/.test(ascii(head, 8, 12))) return "image/avif";
  return null;
}

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** Is this a type of picture that the product itself shows? */
export const isPicture = (type: string): boolean => PICTURES.has(type);

/** What a stored file is: a picture when its bytes say so, whatever was claimed; never one of these when they do not. */
export function typeOf(head: Buffer, claimed: string): string {
  const type = claimed.toLowerCase().slice(0, 100);
  return sniffPicture(head) ?? (isPicture(type) ? "application/octet-stream" : type);
}

/** Hand a stream on unchanged and keep its first bytes in `head`. */
export async function* keepHead(content: AsyncIterable<Buffer>, head: { bytes: Buffer }): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    if (head.bytes.length < HEAD_BYTES) head.bytes = Buffer.concat([head.bytes, chunk.subarray(0, HEAD_BYTES)]);
    yield chunk;
  }
}
