import { expect, test } from "vitest";
import { accentOf, contrast, readable, textOn } from "./colour.ts";

test("contrast agrees with WCAG's own examples", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrast("#ff0000", "#ffffff")).toBeCloseTo(4, 2);
});

test("on any ground the chosen text is readable, and so is any accent after it was adjusted", () => {
  for (let r = 0; r <= 255; r += 17)
    for (let g = 0; g <= 255; g += 17)
      for (let b = 0; b <= 255; b += 17) {
        const accent = `#${[r, g, b].map((c) => c.toString(16).padStart(2, "0")).join("")}`;
        expect(contrast(textOn(accent), accent)).toBeGreaterThanOrEqual(4.5);
        for (const ground of ["#ffffff", "#17181c"])
          expect(contrast(readable(accent, ground), ground)).toBeGreaterThanOrEqual(4.5);
      }
});

test("a colour that is readable already stays as it is", () => {
  expect(readable("#17707e", "#ffffff")).toBe("#17707e");
});

test("short hex is understood, anything else falls back", () => {
  expect(accentOf("#0af")).toBe("#00aaff");
  expect(accentOf("0E7C66")).toBe("#0e7c66");
  expect(accentOf("url(javascript:1)")).toBe("#17707e");
});
