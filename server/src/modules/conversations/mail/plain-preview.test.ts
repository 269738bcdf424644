import fc from "fast-check";
import { expect, test } from "vitest";
import { plainPreview } from "./plain-preview.ts";

test("line ends and runs of blanks become single spaces", () => {
  expect(plainPreview("  Dzień dobry,\n\n\tgdzie jest\u200b paczka? ")).toBe("Dzień dobry, gdzie jest paczka?");
});

test("a long text is cut between graphemes", () => {
  const family = "👨‍👩‍👧‍👦";
  expect(plainPreview(family.repeat(50))).toBe(family.repeat(50));
  expect(plainPreview("ż".repeat(200))).toBe(`${"ż".repeat(160)}…`);
  expect(plainPreview(`${"a".repeat(159)}${family}b`)).toBe(`${"a".repeat(159)}${family}…`);
});

test("piled-up marks do not make it longer than 641 code units", () => {
  expect(plainPreview(`z${"\u0301".repeat(5000)}`).length).toBeLessThanOrEqual(641);
});

test("it is one line of whole characters whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const line = plainPreview(text);
      expect(line).not.toMatch(/[\n\r\0]|\p{Surrogate}/u);
      expect(line.length).toBeLessThanOrEqual(641);
    }),
  );
});
