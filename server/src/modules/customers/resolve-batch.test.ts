import fc from "fast-check";
import { expect, test } from "vitest";
import { makeWorld } from "../../../test/world.ts";
import { type EventFact, resolveBatch } from "./resolve-batch.ts";

const world = await makeWorld();
const system = { kind: "system", name: "test" } as const;
const start = Date.UTC(2026, 0, 5, 8);
let n = 0;
/** Ids of one test, so that tests do not meet. */
const ids = () => {
  const mark = `no${++n}`;
  return { anna: `anna-${mark}`, jan: `jan-${mark}`, tablet: `tablet-${mark}`, phone: `phone-${mark}` };
};
const fact = (anonymousId?: string, userId?: string, over: Partial<EventFact> = {}): EventFact => ({
  trusted: true,
  at: new Date(start),
  ...(anonymousId ? { anonymousId } : {}),
  ...(userId ? { userId } : {}),
  ...over,
});
const resolve = (...facts: EventFact[]) => world.as(system, (ctx) => resolveBatch(ctx, facts));
const person = async (leaf: string) =>
  (await world.rows<{ canonical_id: string }>("select canonical_id from customers.leaf where id = $1", leaf))[0]!
    .canonical_id;
const after = (minutes: number) => ({ at: new Date(start + minutes * 60_000) });

test("a browser keeps its leaf from batch to batch, a user has one on every browser", async () => {
  const { anna, tablet, phone } = ids();
  const [first, again, user] = await resolve(fact(tablet), fact(tablet), fact(tablet, anna));
  expect(again).toBe(first);
  expect(await resolve(fact(phone, anna), fact(tablet))).toEqual([user, first]);
});

test("what was browsed before signing in belongs to the user afterwards", async () => {
  const { anna, tablet } = ids();
  const [browser] = await resolve(fact(tablet));
  const [user] = await resolve(fact(tablet, anna, after(1)));
  expect(await person(browser!)).not.toBe(await person(user!));
  await world.settle();
  expect(await person(browser!)).toBe(await person(user!));
});

test("a tablet on which two sign in joins neither to the other, whoever's events come first", async () => {
  for (const reversed of [false, true]) {
    const { anna, jan, tablet } = ids();
    const facts = [
      fact(tablet),
      fact(tablet, anna, after(1)),
      fact(tablet, jan, after(2)),
      fact(tablet, anna, after(3)),
    ];
    for (const one of reversed ? facts.toReversed() : facts) {
      await resolve(one);
      await world.settle();
    }
    const [browser, hers, his] = await resolve(fact(tablet), fact(undefined, anna), fact(undefined, jan));
    expect(await person(hers!)).not.toBe(await person(his!));
    expect(await person(browser!)).toBe(await person(hers!));
  }
});

test("an untrusted source claims a user: its events stay with the browser, or apart from the user's", async () => {
  const { anna, tablet } = ids();
  const [user] = await resolve(fact(undefined, anna));
  const untrusted = { trusted: false };
  const [browser, alone, again] = await resolve(
    fact(tablet, anna, untrusted),
    fact(undefined, anna, untrusted),
    fact(undefined, anna, untrusted),
  );
  await world.settle();
  expect(again).toBe(alone);
  expect(new Set([await person(user!), await person(browser!), await person(alone!)]).size).toBe(3);
  expect(await resolve(fact(undefined, anna, untrusted))).toEqual([alone]);
});

test("a forwarded link joins nobody, even when the same id is sent again without it", async () => {
  const { anna, tablet } = ids();
  const [user] = await resolve(fact(undefined, anna));
  const [browser] = await resolve(fact(tablet, anna, { forwarded: true }));
  const [later] = await resolve(fact(tablet, anna, after(5)));
  await world.settle();
  expect(await person(browser!)).not.toBe(await person(user!));
  expect(later).toBe(user);
});

test("values that name nobody make no person; all of a batch share a leaf that nobody finds again", async () => {
  const [one, two] = await resolve(fact("null", "undefined"), fact(undefined, "guest"));
  expect(two).toBe(one);
  const [three] = await resolve(fact("null", "undefined"));
  expect(three).not.toBe(one);
  const found = await world.rows("select 1 from customers.link where leaf_id = any($1)", [one, three]);
  expect(found).toEqual([]);
});

test("two batches at the same moment make one leaf for one browser", async () => {
  const { anna, tablet, phone } = ids();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      resolve(fact(n % 2 ? tablet : phone), fact(n % 2 ? phone : tablet, anna), fact(tablet)),
    ),
  );
  expect(new Set(answers.map(([, user]) => user)).size).toBe(1);
  expect(new Set(answers.map(([, , browser]) => browser)).size).toBe(1);
  const homeless = await world.rows(
    "select 1 from customers.identifier i left join customers.leaf l on l.id = i.home_id where i.home_id is not null and l.id is null",
  );
  expect(homeless).toEqual([]);
});

test("the statements of a batch do not grow with it", async () => {
  const count = async (size: number) => {
    let statements = 0;
    await world.as(system, async (ctx) => {
      const facts = Array.from({ length: size }, (_, n) => fact(`b${size}-${n}`, n % 3 ? undefined : `u${size}-${n}`));
      const executor = ctx.tx.getExecutor();
      const execute = executor.executeQuery.bind(executor);
      executor.executeQuery = (...args) => {
        statements += 1;
        return execute(...args);
      };
      await resolveBatch(ctx, facts);
    });
    return statements;
  };
  const few = await count(10);
  expect(few).toBeGreaterThan(3);
  expect(await count(200)).toBe(few);
});

test("any order of the same events, in batches of any size, gives the same people", async () => {
  const event = fc.record({
    browser: fc.option(fc.constantFrom("b1", "b2", "b3"), { nil: undefined }),
    user: fc.option(fc.constantFrom("u1", "u2"), { nil: undefined }),
    minute: fc.integer({ min: 0, max: 30 }),
  });
  const events = fc.array(
    event.filter(({ browser, user }) => Boolean(browser ?? user)),
    { minLength: 1, maxLength: 10 },
  );
  const shuffled = events.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 1, max: 4 })),
  );
  const groupsAfter = async (
    all: { browser: string | undefined; user: string | undefined; minute: number }[],
    size: number,
  ) => {
    const mark = `p${++n}`;
    const facts = all.map(({ browser, user, minute }) =>
      fact(browser && `${browser}-${mark}`, user && `${user}-${mark}`, after(minute)),
    );
    for (let at = 0; at < facts.length; at += size) await resolve(...facts.slice(at, at + size));
    await world.settle();
    const rows = await world.rows<{ members: string[] }>(
      `select array_agg(split_part(i.value, '-', 1) order by i.value) as members from customers.identifier i
       join customers.leaf l on l.id = i.home_id where i.value like $1 group by l.canonical_id order by 1`,
      `%-${mark}`,
    );
    return rows.map(({ members }) => members.join());
  };
  await fc.assert(
    fc.asyncProperty(shuffled, async ([all, other, size]) => {
      expect(await groupsAfter(other, size)).toEqual(await groupsAfter(all, 1));
    }),
    { numRuns: 8 },
  );
}, 60_000);
