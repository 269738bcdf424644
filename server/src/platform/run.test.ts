import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { makeWorld } from "../../test/world.ts";
import type { Ctx } from "./ctx.ts";
import { Refusal } from "./errors.ts";
import { makeRun } from "./run.ts";

const world = await makeWorld({ rooms: [] });
await world.rows("create schema probe");
await world.rows("create table probe.shelf (id int primary key, n int not null)");
const system = { kind: "system", name: "test" } as const;
let published: string[][] = [];
const { db, log, settings, clock } = world.house;
const run = makeRun({ db, log, settings, clock, publish: (topics) => void published.push([...topics]) });

const add = (ctx: Ctx, id: number) => sql`update probe.shelf set n = n + 1 where id = ${id}`.execute(ctx.tx);
const shelf = async () =>
  (await world.rows<{ n: number }>("select n from probe.shelf order by id")).map((row) => row.n);

beforeEach(async () => {
  published = [];
  await world.rows("delete from probe.shelf");
  await world.rows("insert into probe.shelf values (1, 0), (2, 0)");
});

test("a deadlock is tried again until both have their way, with the hints of the last try only", async () => {
  const tries = { one: 0, two: 0 };
  let met = 0;
  const meet = async () => {
    met++;
    while (met < 2) await new Promise((resolve) => setImmediate(resolve));
  };
  const cross = (who: "one" | "two", first: number, second: number) =>
    run(system, async (ctx) => {
      tries[who]++;
      ctx.hint(`${who}:${tries[who]}`);
      await add(ctx, first);
      await meet();
      await add(ctx, second);
      return who;
    });
  expect(await Promise.all([cross("one", 1, 2), cross("two", 2, 1)])).toEqual(["one", "two"]);
  expect(await shelf()).toEqual([2, 2]);
  expect(tries.one + tries.two).toBeGreaterThan(2);
  expect(published.flat().sort()).toEqual([`one:${tries.one}`, `two:${tries.two}`]);
});

test.each(["40001", "40P01"])("the state %s is tried six times and then given up", async (code) => {
  let tries = 0;
  const attempt = run(system, async (ctx) => {
    tries++;
    await add(ctx, 1);
    throw Object.assign(new Error("conflict"), { code });
  });
  await expect(attempt).rejects.toMatchObject({ code });
  expect(tries).toBe(6);
  expect(await shelf()).toEqual([0, 0]);
});

test.each([
  ["a refusal", () => new Refusal("name_taken")],
  ["a mistake of ours", () => new Error("oops")],
  ["another state of the database", () => Object.assign(new Error("duplicate"), { code: "23505" })],
])("%s is not tried again, undoes all and hints at nothing", async (_, error) => {
  let tries = 0;
  const attempt = run(system, async (ctx) => {
    tries++;
    ctx.hint("shelf:1");
    await add(ctx, 1);
    throw error();
  });
  await expect(attempt).rejects.toThrow();
  expect([tries, await shelf(), published]).toEqual([1, [0, 0], []]);
});

test("hints go out after the commit, each topic once, and those of history never", async () => {
  let seen: number[] | undefined;
  const watching = makeRun({ db, log, settings, clock, publish: (topics) => void published.push([...topics]) });
  await watching(system, async (ctx) => {
    await add(ctx, 1);
    ctx.hint("shelf:1");
    ctx.hint("shelf:1");
    ctx.hint("shelf:2");
    seen = await shelf();
    expect(published).toEqual([]);
  });
  expect(seen).toEqual([0, 0]);
  expect(published).toEqual([["shelf:1", "shelf:2"]]);
  await run(system, async (ctx) => ctx.hint("shelf:1"), { history: true });
  expect(published).toHaveLength(1);
});

test("who acts may be looked up within, as nobody yet; now and ids are of one moment", async () => {
  const now = new Date("2026-03-01T12:00:00.500Z");
  const seen = await run(
    async (ctx) => {
      expect(ctx.actor).toEqual({ kind: "anonymous" });
      await add(ctx, 1);
      return system;
    },
    async (ctx) => ({ actor: ctx.actor, now: ctx.now, ids: [ctx.id(), ctx.id()], n: await shelf() }),
    { now, requestId: "r1" },
  );
  expect(seen).toMatchObject({ actor: system, now, n: [0, 0] });
  for (const id of seen.ids) expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(now.getTime());
  expect(await shelf()).toEqual([1, 0]);
});
