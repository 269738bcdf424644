import fc from "fast-check";
import { expect, test } from "vitest";
import type { Proof } from "./facts.ts";
import { reconcileEdges } from "./reconcile-edges.ts";

const proof = (leafId: string, value: string): Proof => ({ ns: "email", value, key: `email:${value}`, leafId, at: 0 });
const edge = (id: string, value: string, a: string, b: string) => ({ id, ns: "email" as const, value, a, b });

test("the first merge appends one edge, a repeat nothing", () => {
  const accepted = [proof("a", "e"), proof("b", "e")];
  expect(reconcileEdges([], accepted)).toEqual({ append: [{ ns: "email", value: "e", a: "a", b: "b" }], undo: [] });
  expect(reconcileEdges([edge("1", "e", "b", "a")], accepted)).toEqual({ append: [], undo: [] });
});

test("what no longer joins is voided, and only that", () => {
  const standing = [edge("1", "e", "a", "b"), edge("2", "e", "b", "c"), edge("3", "f", "a", "d")];
  const changes = reconcileEdges(standing, [proof("a", "e"), proof("b", "e"), proof("d", "f")]);
  expect(changes.undo.map(({ id }) => id)).toEqual(["2", "3"]);
  expect(changes.append).toEqual([]);
});

test("a leaf that held others together leaves, the others stay together", () => {
  const standing = [edge("1", "e", "a", "b"), edge("2", "e", "b", "c")];
  const changes = reconcileEdges(standing, [proof("a", "e"), proof("c", "e")]);
  expect(changes.undo.map(({ id }) => id)).toEqual(["1", "2"]);
  expect(changes.append).toEqual([{ ns: "email", value: "e", a: "a", b: "c" }]);
});

test("afterwards each identifier's edges form one tree over its holders, whatever stood before", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const value = fc.constantFrom("e", "f");
  const standing = fc
    .array(fc.tuple(value, fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 8 })
    .map((edges) => edges.map(([v, a, b], at) => edge(String(at), v, a, b)));
  const accepted = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), value), { selector: String });
  fc.assert(
    fc.property(standing, accepted, (before, holders) => {
      const proofs = holders.map(([id, v]) => proof(id, v));
      const { append, undo } = reconcileEdges(before, proofs);
      const after = [...before.filter((one) => !undo.includes(one)), ...append];
      for (const v of ["e", "f"]) {
        const members = proofs.filter((one) => one.value === v).map(({ leafId }) => leafId);
        const edges = after.filter((one) => one.value === v);
        const reached = new Set(members.slice(0, 1));
        for (const _ of members)
          for (const { a, b } of edges) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
        expect([...reached].sort()).toEqual(members.sort());
        expect(edges.length).toBe(Math.max(0, members.length - 1));
      }
      expect(
        reconcileEdges(
          after.map((one, at) => ({ ...one, id: String(at) })),
          proofs,
        ),
      ).toEqual({ append: [], undo: [] });
    }),
    { numRuns: 500 },
  );
});
