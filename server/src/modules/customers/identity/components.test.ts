import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalLeaves } from "./components.ts";

const leaf = (id: string, ms: number) => ({ id, createdAt: new Date(ms) });

test("a person is read by the oldest leaf, of equally old ones by the smaller id", () => {
  const leaves = [leaf("c", 2), leaf("b", 1), leaf("a", 1), leaf("d", 0)];
  const canonical = canonicalLeaves(leaves, [
    { a: "c", b: "b" },
    { a: "b", b: "a" },
  ]);
  expect(Object.fromEntries(canonical)).toEqual({ a: "a", b: "a", c: "a", d: "d" });
});

test("an edge to a leaf outside is an error", () => {
  expect(() => canonicalLeaves([leaf("a", 0)], [{ a: "a", b: "x" }])).toThrow("x");
});

test("neither the order of leaves nor that of edges matters, and walking the edges by hand finds the same", () => {
  const ids = ["a", "b", "c", "d", "e", "f"];
  const leaves = fc.tuple(...ids.map((id) => fc.integer({ min: 0, max: 3 }).map((ms) => leaf(id, ms))));
  const edges = fc.array(fc.record({ a: fc.constantFrom(...ids), b: fc.constantFrom(...ids) }), { maxLength: 8 });
  const orders = fc.tuple(fc.shuffledSubarray(ids, { minLength: ids.length }), fc.boolean());
  fc.assert(
    fc.property(leaves, edges, orders, (some, joins, [order, turn]) => {
      const canonical = canonicalLeaves(some, joins);
      const otherLeaves = order.map((id) => some.find((one) => one.id === id)!);
      const otherEdges = joins.toReversed().map(({ a, b }) => (turn ? { a: b, b: a } : { a, b }));
      expect(Object.fromEntries(canonicalLeaves(otherLeaves, otherEdges))).toEqual(Object.fromEntries(canonical));
      for (const id of ids) {
        const reached = new Set([id]);
        for (const _ of ids) for (const { a, b } of joins) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
        const oldest = some
          .filter((one) => reached.has(one.id))
          .sort((a, b) => +a.createdAt - +b.createdAt || (a.id < b.id ? -1 : 1))[0];
        expect(canonical.get(id)).toBe(oldest!.id);
      }
    }),
    { numRuns: 500 },
  );
});
