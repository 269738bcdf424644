import fc from "fast-check";
import { expect, test } from "vitest";
import { births, gather, groups, someFacts } from "../../../../test/identity-facts.ts";
import type { Fact } from "../../../../test/identity-model.ts";
import { makeWorld } from "../../../../test/world.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { claim } from "../identifiers/claim.ts";
import { prove } from "../identifiers/prove.ts";
import { settle } from "../identity/settle.ts";
import { newLeaf } from "../people/new-leaf.ts";
import { setTrait } from "../people/set-trait.ts";

const world = await makeWorld();
const system = { kind: "system", name: "test" } as const;
const ways = { code: "code", mail: "dmarc", event: "source" } as const;
let runs = 0;

const at = <T>(now: Date, op: (ctx: Ctx) => Promise<T>) => world.house.run(system, op, { now });

/** Makes the facts known to the product in this order, jobs running after every third, and reads what came of them. */
async function peopleAfter(facts: readonly Fact[]) {
  const run = ++runs;
  const real = new Map<string, string>();
  const leafOf = async (id: string): Promise<string> => {
    const { createdAt, origin } = births.find((birth) => birth.id === id)!;
    const leaf = real.get(id) ?? (await at(createdAt, (ctx) => newLeaf(ctx, { origin })));
    real.set(id, leaf);
    return leaf;
  };
  // Created in one order, as the age of a leaf is no matter of arrival.
  for (const { id } of gather(facts).leaves) await leafOf(id);
  for (const [n, fact] of facts.entries()) {
    await learn(fact, run, leafOf);
    if (n % 3 === 2) await world.settle();
  }
  await world.settle();
  return read(real, run);
}

/** Values of one run, such as nothing blocks. */
const spelt = (ns: string, value: string, run: number): string =>
  ns === "phone" ? `+4850${value.slice(1)}27${String(run).padStart(4, "0")}-${run}` : `${value}of-${run}`;

async function learn(fact: Fact, run: number, leafOf: (id: string) => Promise<string>): Promise<void> {
  if ("a" in fact) return;
  if ("leafId" in fact) {
    const leaf = await leafOf(fact.leafId);
    const key = fact.kind === "name" ? "name" : "birth_date";
    await at(world.now, (ctx) => setTrait(ctx, leaf, key, fact.value, "customer"));
    return;
  }
  const { leafId, ns, value, how, at: now } = fact.link;
  const leaf = await leafOf(leafId);
  const identifier = { ns, value: spelt(ns, value, run) };
  if (how === "typed" || how === "address") await at(now, (ctx) => claim(ctx, leaf, identifier, how));
  else if (how in ways) {
    const proof = { how: ways[how as keyof typeof ways], ref: "test" };
    await at(now, (ctx) => prove(ctx, leaf, identifier, proof));
  } else throw new Error(`no operation for ${how}`);
}

async function read(real: ReadonlyMap<string, string>, run: number) {
  const model = new Map([...real].map(([id, leaf]) => [leaf, id]));
  const leaves = await world.rows<{ id: string; canonical_id: string }>(
    "select id, canonical_id from customers.leaf where id = any($1)",
    [...real.values()],
  );
  const shared = await world.rows<{ key: string }>(
    "select ns || ':' || value as key from customers.identifier where status = 'shared' and value like $1",
    `%-${run}`,
  );
  return {
    people: groups(new Map(leaves.map((row) => [model.get(row.id)!, row.canonical_id]))),
    shared: shared.map(({ key }) => key).sort(),
  };
}

const ns = (key: string): string => key.slice(0, key.indexOf(":"));

test("the same facts in any order give the same people, the same as the rules give for all of them at once", async () => {
  const shuffled = someFacts({ verdicts: false }).chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([facts, other]) => {
      const settlement = settle(gather(facts), { blocked: () => null });
      const struck = [...settlement.struck].flatMap(([key, { state }]) => (state === "shared" ? [key] : []));
      for (const order of [facts, other]) {
        const { people, shared } = await peopleAfter(order);
        expect(people).toEqual(groups(settlement.people));
        expect(shared).toEqual(
          struck.map((key) => `${ns(key)}:${spelt(ns(key), key.slice(ns(key).length + 1), runs)}`).sort(),
        );
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 6) },
  );
}, 60_000);

test("delivering every event twice changes nothing", async () => {
  await world.settle();
  const tables = ["leaf", "identifier", "link", "edge", "review", "trait"];
  const all = () => Promise.all(tables.map((table) => world.rows(`select * from customers.${table} order by 1, 2, 3`)));
  const before = await all();
  await world.replay();
  await world.settle();
  expect(await all()).toEqual(before);
  expect(before[3]?.length).toBeGreaterThan(0);
});
