import { expect, test } from "vitest";
import * as contract from "../../../../../contract/intake.ts";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";
import { bounds } from "./quarantine.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const boss = await world.member({ role: "administrator" });
const many = (name: string, count: number, over = {}) =>
  Array.from({ length: count }, (_, i) => track(`${name}-${i}`, { anonymousId: "a", ...over }));
const count = async (writeKey: string) => (await intake.rejectedOf(writeKey)).length;
const totalOf = async (writeKey: string) =>
  (await world.ok(contract.rejectedTotals, boss, {})).items.find((item) => item.writeKey === writeKey);
/** As if so many events were set aside already. */
const pretend = (scope: string, writeKey: string, events: number, bytes = 0) =>
  world.rows(
    `insert into customers.rejected_total values ($1, $2, $3, $4, 0, now())
     on conflict (scope, write_key) do update set events = excluded.events, bytes = excluded.bytes`,
    scope,
    writeKey,
    events,
    bytes,
  );

test("an unknown key fills its own part of the quarantine and no more; its sender is asked to come again, nobody else", async () => {
  const batch = many("flood", 2_500);
  for (let n = 0; n < bounds.key.events / 2_500; n += 1)
    expect((await intake.batch("lost key", batch)).status).toBe(200);
  const turned = await intake.batch("lost key", [track("one-more")]);
  expect(turned).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
  expect(turned.headers.get("retry-after")).toBe("300");
  expect(await count("lost key")).toBe(bounds.key.events);
  expect(await totalOf("lost key")).toMatchObject({ isTaken: false, waiting: bounds.key.events, isFull: true });

  const { writeKey } = await intake.source();
  expect(await intake.batch(writeKey, [track("sound")])).toMatchObject({ status: 200 });
  expect(await intake.batch("another key", [track("other")])).toMatchObject({ status: 200 });

  await world.ok(contract.dismissRejectedOf, boss, { writeKey: "lost key" });
  expect([await count("lost key"), await totalOf("lost key")]).toEqual([0, undefined]);
  expect(await intake.batch("lost key", [track("one-more")])).toMatchObject({ status: 200 });
});

test("bytes are bounded, too", async () => {
  const batch = many("large", 60, { properties: { text: "x".repeat(60_000) } });
  const answers: number[] = [];
  for (let n = 0; n < 6; n += 1) answers.push((await intake.batch("large key", batch)).status);
  expect(answers).toEqual([200, 200, 200, 200, 429, 429]);
  const [{ bytes } = { bytes: 0 }] = await world.rows<{ bytes: number }>(
    "select sum(octet_length(event::text))::int as bytes from customers.rejected_event where write_key = 'large key'",
  );
  expect(bytes).toBeLessThan(bounds.key.bytes * 1.05);
  await world.ok(contract.dismissRejectedOf, boss, { writeKey: "large key" });
});

test("all keys together have a bound, so that made-up keys fill neither the list nor the table of keys", async () => {
  const [before] = await world.rows<{ events: number; bytes: string }>(
    "select events, bytes from customers.rejected_total where scope = 'all'",
  );
  await pretend("all", "", bounds.all.events);
  const keys = Array.from({ length: 20 }, (_, n) => `made up ${n}`);
  const answers = await Promise.all(keys.map((key) => intake.batch(key, [track(key)])));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([429]));
  expect(await world.rows("select 1 from customers.rejected_total where write_key like 'made up%'")).toEqual([]);
  expect(await world.ok(contract.rejectedTotals, boss, {})).toMatchObject({ isFull: true });
  await pretend("all", "", before!.events, Number(before!.bytes));
});

test("faulty events of a source never hold up the sound ones: what finds no room is dropped and counted", async () => {
  const { writeKey } = await intake.source();
  await pretend("key", writeKey, bounds.key.events - 1);
  const faulty = [1, 2, 3].map((n) => ({ ...track(`faulty-${n}`), event: "" }));
  expect(await intake.batch(writeKey, [...faulty, track("sound-beside")])).toMatchObject({ status: 200 });
  expect(await intake.written("sound-beside")).toHaveLength(1);
  expect(await count(writeKey)).toBe(1);
  expect(await totalOf(writeKey)).toMatchObject({ dropped: 2, isFull: true, isTaken: true });
  const metrics = await (await fetch(`${world.url}/metrics`)).text();
  expect(metrics).toMatch(/splot_intake_events_total\{outcome="dropped"\} 2/);
});

test("the totals are what is kept, after dismissing one and forgetting the old", async () => {
  await intake.batch("counted key", [track("c-1"), track("c-2")]);
  const { items } = await world.ok(contract.rejected, boss, { limit: 1 });
  await world.ok(contract.dismissRejected, boss, { rejectedId: items[0]!.id });
  const kept = () =>
    world.rows(
      `select write_key, count(*)::int as events, sum(bytes)::int as bytes from customers.rejected_event
       where write_key = 'counted key' group by 1`,
    );
  const counted = () =>
    world.rows(
      "select write_key, events, bytes::int from customers.rejected_total where write_key = 'counted key' and events > 0",
    );
  expect(await counted()).toEqual(await kept());
  expect(await counted()).toMatchObject([{ events: 1 }]);
});
