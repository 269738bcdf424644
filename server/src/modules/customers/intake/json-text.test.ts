import fc from "fast-check";
import { expect, test } from "vitest";
import { isDeep, MAX_DEPTH, mendText, textToKeep } from "./json-text.ts";

const nested = (levels: number, inner = "") => "[".repeat(levels) + inner + "]".repeat(levels);

test("text without NUL and half pairs stays as it is", () => {
  for (const value of ["a\\u0000b", "\\ud800", "😀", 'a"\\', "żółć"])
    expect(mendText(JSON.stringify(value))).toBe(JSON.stringify(value));
});

test("mended text says the same, but for NUL and half pairs", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("\0", "\ud800", "\udc00", "\\", "u0000", '"', "a", "\n", "\ud83d\ude00")),
      (parts) => {
        const text = parts.join("");
        const mended = JSON.parse(mendText(JSON.stringify({ [text]: text })));
        const expected = text.toWellFormed().replaceAll("\0", "");
        expect(mended).toEqual({ [expected]: expected });
      },
    ),
  );
});

test("depth is counted outside of texts only", () => {
  expect(isDeep(nested(MAX_DEPTH))).toBe(false);
  expect(isDeep(nested(MAX_DEPTH + 1))).toBe(true);
  expect(isDeep(JSON.stringify([nested(MAX_DEPTH * 2), '\\"[[', nested(MAX_DEPTH * 2)]))).toBe(false);
  expect(isDeep(`{"\\\\":${nested(MAX_DEPTH)}}`)).toBe(true);
  expect(isDeep(`[${Array.from({ length: 1_000 }, () => "[]").join(",")}]`)).toBe(false);
});

test("whatever is to be kept can be kept", () => {
  const abyss = JSON.parse(nested(1_000_000));
  for (const event of [null, "x".repeat(200_000), "😀".repeat(50_000), abyss, { id: 1, abyss }, { id: "\0\ud800" }]) {
    const text = textToKeep(event);
    expect(text.length).toBeLessThan(140_000);
    expect(isDeep(text)).toBe(false);
    expect(JSON.stringify(JSON.parse(text))).not.toMatch(/\\u0000|\\ud/);
  }
  expect(JSON.parse(textToKeep({ id: 1, abyss }))).toMatchObject({ id: 1 });
});
