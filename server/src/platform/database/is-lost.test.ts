import { expect, test } from "vitest";
import { sqlState } from "../errors.ts";
import { isLost } from "./is-lost.ts";

const coded = (code: string) => Object.assign(new Error("no"), { code });

test("a lost connection is known by the system's code, the server's state or the driver's words", () => {
  for (const code of ["ECONNREFUSED", "ECONNRESET", "EPIPE", "57P01", "57P03", "08006", "53300"])
    expect(isLost(coded(code)), code).toBe(true);
  expect(isLost(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect(isLost(new Error("timeout exceeded when trying to connect"))).toBe(true);
});

test("a statement at fault, a full disk and a bug are something else", () => {
  for (const code of ["23505", "40P01", "57014", "53100", "ENOSPC", "ENOENT"])
    expect(isLost(coded(code)), code).toBe(false);
  expect(isLost(new TypeError("x is not a function"))).toBe(false);
  expect(isLost(null)).toBe(false);
});

test("a code of the system is no SQLSTATE, even with five letters", () => {
  expect(sqlState(coded("EPIPE"))).toBeUndefined();
  expect(["40001", "P0001", "XX000"].map((code) => sqlState(coded(code)))).toEqual(["40001", "P0001", "XX000"]);
});
