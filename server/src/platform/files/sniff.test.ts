import { expect, test } from "vitest";
import { keepHead, sniffPicture, typeOf } from "./sniff.ts";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const pictures = [
  ["image/png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"],
  ["image/jpeg", "\xff\xd8\xff\xe0\0\x10JFIF"],
  ["image/gif", "GIF89a\x01\0"],
  ["image/webp", "RIFF\x24\0\0\0WEBPVP8 "],
  ["image/avif", "\0\0\0\x1cftypavif\0\0\0\0"],
] as const;

test.each(pictures)("%s is known by its first bytes, whatever it is said to be", (type, head) => {
  expect(sniffPicture(bytes(head))).toBe(type);
  expect(typeOf(bytes(head), "text/html")).toBe(type);
  expect(sniffPicture(bytes(head.slice(0, 2)))).toBeNull();
});

test.each(["<svg xmlns=", "<!doctype html>", "", "BM", "RIFF\x24\0\0\0WAVEfmt ", "\0\0\0\x18ftypmp42", "GIF8"])(
  "%j is no picture of ours",
  (head) => {
    expect(sniffPicture(bytes(head))).toBeNull();
    expect(typeOf(bytes(head), "IMAGE/PNG")).toBe("application/octet-stream");
    expect(typeOf(bytes(head), "Text/HTML")).toBe("text/html");
  },
);

test("a stream goes on unchanged while its head is kept, however small its pieces", async () => {
  const head = { bytes: Buffer.alloc(0) };
  async function* pieces() {
    for (let n = 0; n < 40; n++) yield Buffer.from([n]);
  }
  const out: Buffer[] = [];
  for await (const piece of keepHead(pieces(), head)) out.push(piece);
  expect(Buffer.concat(out)).toEqual(Buffer.from(Array.from({ length: 40 }, (_, n) => n)));
  expect(head.bytes).toEqual(Buffer.from(Array.from({ length: 16 }, (_, n) => n)));
});
