import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { Refusal } from "../../../platform/errors.ts";

/** Clients that reckon the size of a batch wrongly send up to 1.5 MB; real limits are per event. In bytes. */
export const BODY_LIMIT = 4 * 1024 * 1024;

const ways = new Map([
  ["gzip", promisify(gunzip)],
  ["x-gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
  ["br", promisify(brotliDecompress)],
]);

/**
 * The JSON of a body, whatever its type says, packed or not: telephones send it by gzip. Undefined for what is no JSON. Throws
 * the refusal `too_large` for what is unpacked to more than the limit.
 */
export async function readBody(body: Buffer, encoding: string | undefined): Promise<unknown> {
  try {
    const unpack = ways.get(encoding?.trim().toLowerCase() ?? "");
    const bytes = unpack ? await unpack(body, { maxOutputLength: BODY_LIMIT }) : body;
    return JSON.parse(bytes.toString().replace(/^\ufeff/, ""));
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") throw new Refusal("too_large");
    return undefined;
  }
}
