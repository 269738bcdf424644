import { expect, test } from "vitest";
import { plain } from "./plain.ts";

test("names compare without case and diacritics", () => {
  expect(plain("Żółkiewska Łęcki Ștefănescu")).toBe("zolkiewska lecki stefanescu");
});
