import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "./errors.ts";
import { fromCursor, pageOfRows, toCursor } from "./page.ts";

const part = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }),
);

test("a cursor says what was put into it", () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (key) => {
      const said = fromCursor(toCursor(key), key.length);
      expect(said).toEqual(key.map((one) => (one instanceof Date ? one.toISOString() : String(one))));
    }),
  );
});

test("whatever else comes as a cursor is refused, not trusted", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((text) => Buffer.from(text).toString("base64url")),
      ),
      (text) => {
        try {
          const key = fromCursor(text, 2);
          expect(key).toHaveLength(2);
          expect(key?.every((one) => typeof one === "string")).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(error).toMatchObject({ code: "bad_input", extra: { issues: [{ path: ["cursor"] }] } });
        }
      },
    ),
  );
  expect(() => fromCursor("", 1)).toThrow(Refusal);
  expect(() => fromCursor(toCursor(["a", "b"]), 1)).toThrow(Refusal);
});

test("pages cover a list whole, in order, each row once", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 10 }), (list, limit) => {
      const sorted = [...list].sort((a, b) => a - b);
      const read = (cursor?: string) => {
        const after = fromCursor(cursor, 1)?.map(Number)[0] ?? Number.NEGATIVE_INFINITY;
        const rows = sorted.filter((n) => n > after).slice(0, limit + 1);
        return pageOfRows(
          rows,
          limit,
          (n) => n,
          (n) => [n],
        );
      };
      const all: number[] = [];
      for (let page = read(); ; page = read(page.next)) {
        all.push(...page.items);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        if (page.next === null) break;
        expect(page.items).toHaveLength(limit);
      }
      expect(all).toEqual(sorted);
    }),
  );
});
