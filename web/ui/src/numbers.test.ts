import { expect, test } from "vitest";
import { bytes, count } from "./numbers.ts";

test("sizes are said by the language", () => {
  expect(bytes(82_000, "en")).toBe("82 kB");
  expect(bytes(1_440_000, "pl").replace(/\s/g, " ")).toBe("1,4 MB");
  expect(bytes(0, "en")).toBe("0 bytes");
});

test("counts are grouped by the language", () => {
  expect(count(12_040, "en")).toBe("12,040");
  expect(count(12_040, "ro")).toBe("12.040");
});
