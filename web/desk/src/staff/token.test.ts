import { expect, test } from "vitest";
import { tokenOf } from "./token.ts";

test("the secret stands behind the hash", () => {
  expect(tokenOf("#token=abc_-1")).toBe("abc_-1");
  expect(tokenOf("")).toBe("");
  expect(tokenOf("#else")).toBe("");
});
