import { expect, test } from "vitest";
import { dismissRejected, rejected } from "../../../../../contract/intake.ts";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const boss = await world.member({ role: "administrator" });
const { name, writeKey } = await intake.source();

test("what was set aside is listed with its reason, newest first, and can be dismissed", async () => {
  const large = track("r-1", { properties: { text: "x".repeat(40_000) } });
  await intake.batch(writeKey, [large, track("r-2")]);
  world.now = new Date(world.now.getTime() + 60_000);
  await intake.batch("nobody's key", [track("r-3")]);
  const { items } = await world.ok(rejected, boss, {});
  expect(items).toMatchObject([
    { reason: "unknown_write_key", sourceName: null, writeKey: "nobody's key", at: world.now.toISOString() },
    { reason: "too_large", sourceName: name, writeKey, event: large },
  ]);
  expect((await world.ok(rejected, boss, { reason: "too_large" })).items).toMatchObject([{ reason: "too_large" }]);
  await world.ok(dismissRejected, boss, { rejectedId: items[0]!.id });
  expect((await world.ok(rejected, boss, {})).items).toEqual([items[1]]);
  expect(await world.call(dismissRejected, boss, { rejectedId: items[0]!.id })).toMatchObject({ code: "not_found" });
});

test("pages hold every event of one moment once", async () => {
  const events = Array.from({ length: 7 }, (_, i) => ({ ...track(`p-${i}`), event: "" }));
  await intake.batch(writeKey, events);
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await world.ok(rejected, boss, { reason: "no_event_name", limit: 3, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map((item) => (item.event as { messageId: string }).messageId));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen.sort()).toEqual(events.map((event) => event.messageId));
});
