import { createHash, randomBytes, randomFillSync, timingSafeEqual } from "node:crypto";

const pool = Buffer.alloc(4096);
let used = pool.length;

const take = (bytes: number): Buffer => {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.subarray(used - bytes, used);
};

let lastMs = 0;
let counter = 0;

/** A UUIDv7 (RFC 9562 §5.7) of this instant; ids of one process and millisecond keep their order of making. */
export function uuidv7(at: Date): string {
  const ms = at.getTime();
  if (ms === lastMs) counter = (counter + 1) & 0xfff;
  else {
    lastMs = ms;
    counter = take(2).readUInt16BE() & 0x3ff;
  }
  const hex = ms.toString(16).padStart(12, "0");
  const tail = take(8);
  const variant = ((tail[0]! & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${variant}${tail.toString("hex", 1, 2)}-${tail.toString("hex", 2)}`;
}

/** A secret of 256 random bits for a session, link or API token, in 43 URL-safe characters. */
export const newToken = (): string => randomBytes(32).toString("base64url");

const BASE32 = "abcdefghijkmnpqrstuvwxyz23456789";
/** A short random word of lower-case letters and digits that nobody confuses when reading it aloud; 5 bits a character. */
export const newCode = (length: number): string => Array.from(randomBytes(length), (b) => BASE32[b & 31]).join("");

/** Six decimal digits, evenly distributed. */
export const newDigits = (): string => {
  for (;;) {
    const n = randomBytes(4).readUInt32BE();
    if (n < 4_294_000_000) return String(n % 1_000_000).padStart(6, "0");
  }
};

/** What is stored of a token: its SHA-256. The token itself is random, so no salt is needed. */
export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();

/** Equality in constant time. */
export const sameSecret = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
