import { expect, test } from "vitest";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";
import { makeTake } from "./take.ts";

const world = await makeWorld();
const intake = intakeOf(world);

test("who would wait too long for the database is asked to come again, and may", async () => {
  const { writeKey } = await intake.source();
  const take = makeTake(world.house, 50);
  const events = [track("patient-1")];
  const blocker = await world.pool.connect();
  try {
    await blocker.query("begin");
    await blocker.query("lock table customers.intake_seen");
    expect(await take({ writeKey, kind: undefined, events })).toBe("busy");
    await blocker.query("commit");
  } finally {
    blocker.release();
  }
  expect(await makeTake(world.house)({ writeKey, kind: undefined, events })).toBe("taken");
  expect(await intake.written("patient-1")).toHaveLength(1);
});

test("when very much is waiting, senders are asked to come again before it is too much", async () => {
  const { writeKey } = await intake.source();
  const take = makeTake(world.house, 60_000);
  const batches = Array.from({ length: 12 }, (_, b) =>
    Array.from({ length: 2_500 }, (_, i) => track(`much-${b}-${i}`, { anonymousId: "x" })),
  );
  const answers = await Promise.all(batches.map((events) => take({ writeKey, kind: undefined, events })));
  const refused = batches.filter((_, b) => answers[b] === "busy");
  expect(refused.length).toBeGreaterThan(0);
  for (const events of refused) expect(await take({ writeKey, kind: undefined, events })).toBe("taken");
  const [row] = await world.rows<{ n: number }>(
    "select count(*)::int n from platform.event where data ->> 'messageId' like 'much-%'",
  );
  expect(row!.n).toBe(30_000);
});
