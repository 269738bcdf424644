import fc from "fast-check";
import { expect, test } from "vitest";
import { hashToken, newCode, newDigits, newToken, sameSecret, uuidv7 } from "./ids.ts";

test("a UUIDv7 holds its moment, its version and its variant", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (ms) => {
      const id = uuidv7(new Date(Math.min(ms, 8.64e15)));
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(ms);
    }),
  );
});

test("many ids of one moment differ and keep the order of their making", () => {
  const at = new Date("2026-01-05T09:00:00.123Z");
  const ids = Array.from({ length: 3_000 }, () => uuidv7(at));
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test("ids of later moments sort later", () => {
  const ids = Array.from({ length: 100 }, (_, i) => uuidv7(new Date(1_767_603_600_000 + i)));
  expect([...ids].sort()).toEqual(ids);
});

test("tokens and codes have the alphabet and length they say, and do not repeat", () => {
  expect(newToken()).toMatch(/^[\w-]{43}$/);
  expect(newCode(26)).toMatch(/^[a-km-z2-9]{26}$/);
  expect(newDigits()).toMatch(/^\d{6}$/);
  expect(new Set(Array.from({ length: 1_000 }, newToken)).size).toBe(1_000);
  expect(new Set(Array.from({ length: 1_000 }, newDigits)).size).toBeGreaterThan(900);
});

test("secrets are equal only to themselves", () => {
  expect(sameSecret(hashToken("a"), hashToken("a"))).toBe(true);
  expect(sameSecret(hashToken("a"), hashToken("b"))).toBe(false);
  expect(sameSecret(hashToken("a"), Buffer.from("a"))).toBe(false);
});
