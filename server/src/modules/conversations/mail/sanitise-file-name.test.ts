import fc from "fast-check";
import { expect, test } from "vitest";
import { sanitiseFileName } from "./sanitise-file-name.ts";

test.each([
  ["faktura.pdf", "faktura.pdf"],
  ["zdjęcie łóżka.jpg", "zdjęcie łóżka.jpg"],
  ["../../etc/passwd", "passwd"],
  ["C:\\temp\\a.txt", "a.txt"],
  ["\u200b.htaccess", "htaccess"],
  [".htac\u200bcess", "htaccess"],
  ["..", "attachment"],
  ["", "attachment"],
  ["invoice\u202efdp.exe", "invoicefdp.exe"],
  ["con.txt", "_con.txt"],
  ["NUL", "_NUL"],
  ["a\r\nContent-Type: x.html", "aContent-Type_ x.html"],
  ["a.pdf. . ", "a.pdf"],
  ['a"<b>|?.txt', "a__b___.txt"],
  [null, "attachment"],
])("%j becomes %j", (given, name) => {
  expect(sanitiseFileName(given)).toBe(name);
});

test("a long name keeps its ending and whole characters", () => {
  const name = sanitiseFileName(`${"ż".repeat(300)}.pdf`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
  expect(name).toMatch(/^ż+\.pdf$/);
});

test("any name becomes one visible path part that is stable", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (given) => {
      const name = sanitiseFileName(given);
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}<>:"|?*]|^[.\s]|[.\s]$|^$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
      expect(sanitiseFileName(name)).toBe(name);
    }),
    { examples: [["con"], ["\u0000"], ["/."], [". .a"], ["\ud800.txt"]] },
  );
});
