import { expect, test } from "vitest";
import { cpuMs } from "../../../test/cpu-time.ts";
import { fileName } from "./upload.ts";

test.each([
  ["a path", "../../etc/passwd", "passwd"],
  ["a path of Windows", "C:\\Users\\ewa\\faktura.pdf", "faktura.pdf"],
  ["what turns the reading direction", "faktura\u202efdp.exe", "fakturafdp.exe"],
  ["a hidden file", "...htaccess", "htaccess"],
  ["nothing", " \u200b ", "file"],
  ["diacritics", "z\u0301ro\u0301d\u0142o.txt", "źródło.txt"],
])("a name that is %s", (_, name, kept) => {
  expect(fileName(name)).toBe(kept);
});

test("a long name keeps its end, whole characters of it, and takes no time", () => {
  const kept = fileName(`x${"😀".repeat(100)}.pdf`);
  expect(kept).toMatch(/^(?:😀)+\.pdf$/u);
  expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(200);
  const start = cpuMs();
  fileName("a".repeat(80_000));
  expect(cpuMs() - start).toBeLessThan(50);
});
