import { expect, test } from "vitest";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";
import { forgetOldTask } from "./forget-old.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const { writeKey } = await intake.source();
const DAY = 86_400_000;
const later = (days: number) => {
  world.now = new Date(world.now.getTime() + days * DAY);
  return forgetOldTask.run(world.house, {} as never);
};

test("message ids are known for seven days, what was set aside is kept for thirty; events stay", async () => {
  await intake.batch(writeKey, [track("f-1"), { ...track("f-2"), event: "" }]);
  await later(6.9);
  await intake.batch(writeKey, [track("f-1")]);
  expect(await intake.written("f-1")).toHaveLength(1);
  await later(0.2);
  expect(await world.rows("select 1 from customers.intake_seen")).toEqual([]);
  expect(await intake.rejectedOf(writeKey)).toHaveLength(1);
  await later(23);
  expect(await intake.rejectedOf(writeKey)).toEqual([]);
  expect(await intake.written("f-1")).toHaveLength(1);
});
