import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { makeProbe, probeRoom, words, write } from "../../test/probe-room.ts";
import { makeWorld } from "../../test/world.ts";
import { staff } from "../modules/staff/index.ts";
import { type Happened, react } from "./events.ts";

const world = await makeWorld({ rooms: [staff, probeRoom] });
await makeProbe(world);
await world.rows(
  "create table probe.echo (event_id uuid primary key, word text not null, heard_at timestamptz not null)",
);
await world.rows("create table probe.tally (word text not null)");
const member = await world.member();
const customerId = "019b0000-0000-7000-8000-000000000001";
const say = (word: string) => world.ok(write, member, { customerId, word });

let broken = false;
const heard: Happened<{ word: string }>[] = [];

/** Safe to repeat, as every reaction must be: the event's id is the key of what it writes. */
react("probe.echo", "probe.written", async (ctx, { word }, event) => {
  heard.push(event);
  await sql`
    insert into probe.echo (event_id, word, heard_at) values (${event.ref.id}, ${word}, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx);
});
/** Not safe to repeat, so that repeats can be counted; fails after writing while `broken`. */
react("probe.tally", "probe.written", async (ctx, { word }) => {
  await sql`insert into probe.tally (word) values (${word})`.execute(ctx.tx);
  if (broken) throw new Error("the reaction is broken");
});

const echoes = () =>
  world.rows<{ word: string; heard_at: Date }>("select word, heard_at from probe.echo order by word");
const tally = async () => (await world.rows("select 1 from probe.tally")).length;
const jobs = () => world.rows<{ key: string; attempts: number }>("select key, attempts from graphile_worker.jobs");
beforeEach(async () => {
  broken = false;
  heard.length = 0;
  for (const table of ["probe.word", "probe.echo", "probe.tally", "platform.event"])
    await world.rows(`delete from ${table}`);
});

test("an event reaches each reaction once, with its data, its author and its address", async () => {
  await say("lamp");
  expect(await echoes()).toEqual([]);
  world.now = new Date(world.now.getTime() + 60_000);
  await world.settle();
  expect(await echoes()).toEqual([{ word: "lamp", heard_at: world.now }]);
  expect(await tally()).toBe(1);
  expect(heard).toMatchObject([{ name: "probe.written", actor: `member:${member.id}`, ref: { customerId } }]);
  expect(heard[0]?.ref.at).toEqual(new Date(world.now.getTime() - 60_000));
});

test("a failing reaction leaves nothing behind, is tried again alone, and holds up nobody", async () => {
  broken = true;
  await say("lamp");
  await expect(world.settle()).rejects.toThrow("a job failed: react: the reaction is broken");
  expect(await echoes()).toHaveLength(1);
  expect(await tally()).toBe(0);
  expect(await jobs()).toMatchObject([{ key: expect.stringMatching(/^probe\.tally:/), attempts: 1 }]);

  broken = false;
  await world.rows("update graphile_worker._private_jobs set run_at = now()");
  await world.settle();
  expect([await tally(), heard.length, (await jobs()).length]).toEqual([1, 1, 0]);
});

test("a replay changes nothing where reactions are safe to repeat, and does deliver", async () => {
  await say("lamp");
  await say("chair");
  await world.settle();
  const before = await echoes();
  world.now = new Date(world.now.getTime() + 60_000);
  await world.replay();
  await world.settle();
  expect(await echoes()).toEqual(before);
  expect(await tally()).toBe(4);
});

test("what was rolled back is nobody's news", async () => {
  expect(await world.call(write, member, { customerId, word: "taken" })).toMatchObject({ code: "name_taken" });
  const attempt = world.as({ kind: "system", name: "test" }, async (ctx) => {
    await probeRoom.routes[0]!.op(ctx, { customerId, word: "lamp" } as never, []);
    throw new Error("at the last moment");
  });
  await expect(attempt).rejects.toThrow("at the last moment");
  expect([await words(world), await jobs()]).toEqual([[], []]);
});

test("an event that was erased before its delivery is nobody's news either", async () => {
  await say("lamp");
  await world.rows("delete from platform.event");
  await world.settle();
  expect([await echoes(), await tally()]).toEqual([[], 0]);
});

test("history enters the log and sets nothing off", async () => {
  await world.house.run(
    { kind: "system", name: "import" },
    (ctx) => probeRoom.routes[0]!.op(ctx, { customerId, word: "old lamp" } as never, []),
    { history: true },
  );
  expect(await world.rows("select data from platform.event")).toEqual([{ data: { word: "old lamp" } }]);
  expect(await jobs()).toEqual([]);
});

test("two reactions of one name are a mistake of ours", () => {
  expect(() => react("probe.echo", "probe.written", async () => {})).toThrow("two reactions are called probe.echo");
});
