import { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import { Refusal } from "../errors.ts";
import type { Upload } from "../files/files.ts";
import { keepHead, typeOf } from "../files/sniff.ts";
import type { House } from "../house.ts";

const FILES = 10;
const NAME_BYTES = 200;
/** Control and format characters: they hide, reverse or end a name. */
const UNSAFE = /[\p{Cc}\p{Cf}]/gu;

/** A file name from outside, fit to be shown and saved: no path, no control or direction characters, never empty. */
export function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const clean = last.normalize("NFC").replace(UNSAFE, "").replace(/^\.+/, "").trim();
  let kept = clean.slice(-NAME_BYTES);
  while (Buffer.byteLength(kept) > NAME_BYTES) kept = kept.slice(1);
  // The cut may go through a character.
  return kept.replace(/\p{Surrogate}/gu, "") || "file";
}

/** Store the files of a multipart request (RFC 7578), each flushed before this returns. On any failure none is kept. */
export async function storeUploads(request: FastifyRequest, house: House): Promise<Upload[]> {
  if (!request.isMultipart()) throw new Refusal("unsupported_media_type");
  const uploads: Upload[] = [];
  try {
    for await (const part of request.files({ limits: { fileSize: house.settings.UPLOAD_LIMIT, files: FILES } })) {
      const head = { bytes: Buffer.alloc(0) };
      const stored = await house.files.put(Readable.from(keepHead(part.file, head)));
      uploads.push({ ...stored, name: fileName(part.filename ?? ""), type: typeOf(head.bytes, part.mimetype) });
      if (part.file.truncated) throw new Refusal("too_large", { limit: house.settings.UPLOAD_LIMIT });
    }
  } catch (error) {
    await Promise.all(uploads.map((upload) => house.files.remove(upload.key)));
    // The parser's own complaints carry no code: a form cut short, no boundary.
    if (error instanceof Error && !("code" in error) && /multipart/i.test(error.message))
      throw new Refusal("bad_input", { issues: [{ path: ["file"], message: "The form is damaged." }] });
    throw error;
  }
  if (uploads.length === 0)
    throw new Refusal("bad_input", { issues: [{ path: ["file"], message: "No file came with the request." }] });
  return uploads;
}
