import { expect, test } from "vitest";
import { cleanText, cutBytes, oneLine } from "./clean-text.ts";

test("what PostgreSQL cannot hold is removed and nothing else", () => {
  expect(cleanText("a\0b\ud800c\udc00d 🎉 ż\n")).toBe("abcd 🎉 ż\n");
});

test("a header value stays on one line", () => {
  expect(oneLine(" Temat\r\nBcc: x@y.pl\u202e\t z ")).toBe("Temat Bcc: x@y.pl z");
});

test("bytes are cut between code points", () => {
  expect(cutBytes("żół", 5)).toBe("żó");
  expect(cutBytes("a🎉", 4)).toBe("a");
  expect(cutBytes("abc", 3)).toBe("abc");
});
