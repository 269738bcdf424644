import type { FastifyReply } from "fastify";
import type { Download } from "../files/files.ts";
import { isPicture } from "../files/sniff.ts";
import type { House } from "../house.ts";

/**
 * Send a stored file. It never runs as ours: a type of its own only for pictures that we show, otherwise a download of
 * plain bytes, both with a policy that forbids everything (RFC 6266 for the name).
 */
export async function sendDownload(reply: FastifyReply, house: House, file: Download): Promise<FastifyReply> {
  const shown = file.inline === true && isPicture(file.type);
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  return reply
    .header("content-type", shown ? file.type : "application/octet-stream")
    .header(
      "content-disposition",
      `${shown ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header("content-security-policy", "default-src 'none'; sandbox")
    .header("x-content-type-options", "nosniff")
    .header("cross-origin-resource-policy", shown ? "cross-origin" : "same-origin")
    .header("cache-control", shown ? "public, max-age=300" : "private, no-store")
    .send(await house.files.read(file.storeKey));
}
