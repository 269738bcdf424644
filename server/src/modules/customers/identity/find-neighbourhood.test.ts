import fc from "fast-check";
import { expect, test } from "vitest";
import { births, gather, groups, link, someFacts } from "../../../../test/identity-facts.ts";
import { type Fact, makeModel } from "../../../../test/identity-model.ts";
import type { Link } from "./facts.ts";
import { type FactReader, findNeighbourhood } from "./find-neighbourhood.ts";
import { settle } from "./settle.ts";

const blocked = ({ value }: { value: string }) => (value === "blocked" ? ("extra" as const) : null);

const shuffled = (facts: fc.Arbitrary<Fact[]>): fc.Arbitrary<Fact[]> =>
  facts.chain((some) => fc.shuffledSubarray(some, { minLength: some.length }));

/** Many addresses and numbers on few leaves, so that devices and identifiers become suspicious. */
const crowds = fc
  .array(
    fc.tuple(
      fc.constantFrom("d1", "x1", "x2", "x3"),
      fc.oneof(
        fc.integer({ min: 1, max: 8 }).map((n) => `email:e${n}`),
        fc.constantFrom("phone:p1", "card:c1"),
      ),
      fc.integer({ min: 0, max: 45 }),
      fc.constantFrom("code" as const, "event" as const, "address" as const),
    ),
    { minLength: 8, maxLength: 30, size: "max" },
  )
  .map((links) => links.map(([id, key, days, how]): Fact => ({ kind: "link", link: link(id, key, how, days) })));

async function learnAll(facts: readonly Fact[]) {
  const model = makeModel(births, blocked);
  for (const fact of facts) await model.learn(fact);
  return model;
}

test.each([
  ["about a few people", someFacts({ verdicts: true })],
  ["about crowds", crowds],
])(
  "facts %s, learnt one by one in any order with a look at the neighbourhood only, give what all at once give",
  async (_, some) => {
    await fc.assert(
      fc.asyncProperty(shuffled(some), async (facts) => {
        const model = await learnAll(facts);
        const atOnce = settle(gather(facts), { blocked });
        expect(groups(model.people())).toEqual(groups(atOnce.people));
        const bad = [...atOnce.struck].filter(([, { state }]) => state !== "shared").map(([key]) => key);
        expect([...model.suspicious().keys()].sort()).toEqual(bad.sort());
      }),
      { numRuns: 150 },
    );
  },
);

test("what is decided of each proof is what happens", async () => {
  await fc.assert(
    fc.asyncProperty(shuffled(someFacts({ verdicts: false })), async (facts) => {
      const model = makeModel(births, blocked);
      for (const fact of facts) {
        const before = new Set("link" in fact ? groups(model.people()).flatMap((ids) => pairs(ids)) : []);
        const decision = await model.learn(fact);
        if (!decision || !("link" in fact)) continue;
        const gained = groups(model.people())
          .flatMap((ids) => pairs(ids))
          .filter((pair) => !before.has(pair));
        if (decision.kind === "merge") expect(gained.some((pair) => pair.includes(fact.link.leafId))).toBe(true);
        if (decision.kind === "share" || decision.kind === "demote" || decision.kind === "switch") {
          const isJoined = decision.after.accepted.some(
            ({ ns, value, leafId }) => ns === fact.link.ns && value === fact.link.value && leafId === fact.link.leafId,
          );
          expect(isJoined).toBe(false);
        }
      }
    }),
    { numRuns: 150 },
  );
});

const pairs = (ids: readonly string[]): string[] => ids.flatMap((a, at) => ids.slice(at + 1).map((b) => `${a} ${b}`));

test("what staff join and part again leaves the people as they were", async () => {
  const places = [fc.constantFrom("x1", "d1"), fc.constantFrom("x2", "u1")] as const;
  await fc.assert(
    fc.asyncProperty(shuffled(someFacts({ verdicts: false })), ...places, async (facts, a, b) => {
      const model = await learnAll([...facts, { kind: "notTogether", a, b }]);
      const before = model.people();
      await model.learn({ kind: "together", a, b });
      expect(model.people().get(a)).toBe(model.people().get(b));
      await model.learn({ kind: "notTogether", a, b });
      expect(model.people()).toEqual(before);
    }),
    { numRuns: 150 },
  );
});

/** Answers from links written down by hand, where `leaf` was made for nothing and nobody has a name. */
const readerOf = (links: readonly Link[], over: Partial<FactReader> = {}): FactReader => ({
  leaves: async (ids) =>
    ids.map((id) => ({ id, createdAt: new Date(0), origin: "form", names: [], birthDates: [], torn: false })),
  linksOf: async (ids) => links.filter(({ leafId }) => ids.includes(leafId)),
  holdersOf: async (ids) =>
    links.filter(({ ns, value }) => ids.some((id) => id.ns === ns && id.value === value)).map((l) => l.leafId),
  suspicious: async () => new Map(),
  verdicts: async () => ({ together: [], apart: [] }),
  ...over,
});
const leavesIn = async (reader: FactReader, start: string[], bound?: number) => {
  const { facts, suspicious, truncated } = await findNeighbourhood(reader, start, bound);
  return { leaves: facts.leaves.map(({ id }) => id).sort(), suspicious: [...suspicious.keys()], truncated };
};

test("it reaches over proofs and over what staff joined, not over claims", async () => {
  const links = [
    link("a", "email:e1"),
    link("b", "email:e1"),
    link("b", "phone:p1", "typed"),
    link("c", "phone:p1"),
    link("d", "card:c1"),
  ];
  const verdicts = async () => ({ together: [{ a: "b", b: "d" }], apart: [{ a: "a", b: "z" }] });
  const reader = readerOf(links, { verdicts });
  expect(await leavesIn(reader, ["a"])).toEqual({ leaves: ["a", "b", "d"], suspicious: [], truncated: false });
  expect((await findNeighbourhood(reader, ["a"])).facts).toMatchObject({ together: [{ a: "b", b: "d" }], apart: [] });
});

test("it stops at a suspicious identifier, unless that is to be judged anew", async () => {
  const links = [link("a", "email:e1"), link("b", "email:e1"), link("b", "phone:p1"), link("c", "phone:p1")];
  const suspicious: FactReader["suspicious"] = async (ids) =>
    new Map(ids.some(({ ns }) => ns === "phone") ? [["phone:p1", "suspicious_identifier"]] : []);
  const reader = readerOf(links, { suspicious });
  expect(await leavesIn(reader, ["a"])).toEqual({ leaves: ["a", "b"], suspicious: ["phone:p1"], truncated: false });
  expect(await leavesIn(reader, ["b"])).toEqual({ leaves: ["a", "b", "c"], suspicious: [], truncated: false });
});

test("more leaves than the bound are not judged", async () => {
  const reader = readerOf(Array.from({ length: 11 }, (_, at) => link(`l${at}`, "email:e1")));
  expect(await leavesIn(reader, ["l0"], 11)).toMatchObject({ truncated: false });
  expect(await leavesIn(reader, ["l0"], 10)).toEqual({ leaves: ["l0"], suspicious: [], truncated: true });
});
