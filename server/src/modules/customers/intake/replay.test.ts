import { expect, test } from "vitest";
import * as contract from "../../../../../contract/intake.ts";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const boss = await world.member({ role: "administrator" });
const ok = { status: 200, body: { success: true } };
let n = 0;

/** A key that nobody knew when these were sent by every way there is; the first is three hours old by its sender's clock. */
async function lost() {
  const writeKey = `klucz-${++n}`;
  const hour = 3_600_000;
  const ago = (ms: number) => new Date(world.now.getTime() - ms).toISOString();
  const old = { ...track(`${writeKey}-old`), timestamp: ago(3 * hour), sentAt: ago(0) };
  expect(
    await intake.batch(writeKey, [old, track(`${writeKey}-b`, { userId: "u1" }), { ...track("x"), event: "" }]),
  ).toMatchObject(ok);
  const { type: _, ...bare } = track(`${writeKey}-single`);
  expect(await intake.post("track", { ...bare, writeKey })).toMatchObject(ok);
  const at = world.now;
  world.now = new Date(world.now.getTime() + 26 * hour);
  return { writeKey, old, at, ids: [`${writeKey}-b`, `${writeKey}-old`, `${writeKey}-single`] };
}

const rows = async (ids: string[]) => (await intake.written(...ids)).map(({ data, at }) => [data.messageId, at]);

test("what waited under a key is taken in when the key has a source: once, at its own time, the faulty stays with its reason", async () => {
  const { writeKey, old, at, ids } = await lost();
  expect(await world.call(contract.replayRejected, boss, { writeKey })).toMatchObject({
    status: 409,
    code: "no_source",
  });
  const source = await world.ok(contract.addSource, boss, { name: `Sklep ${n}`, trusted: true, writeKey });
  expect(source.writeKey).toBe(writeKey);
  // Its sender had one of them again, for it is not sure what became of it.
  await intake.batch(writeKey, [track(`${writeKey}-b`, { userId: "u1" })]);
  await world.ok(contract.replayRejected, boss, { writeKey });
  await world.settle();
  expect(await rows(ids)).toEqual([
    [ids[0], expect.anything()],
    [ids[1], new Date(old.timestamp)],
    [ids[2], at],
  ]);
  expect(await intake.rejectedOf(writeKey)).toMatchObject([{ reason: "no_event_name" }]);

  await world.ok(contract.replayRejected, boss, { writeKey });
  await intake.batch(writeKey, [old]);
  await world.settle();
  expect(await rows(ids)).toHaveLength(3);
  const { items } = await world.ok(contract.rejectedTotals, boss, {});
  expect(items.find((item) => item.writeKey === writeKey)).toMatchObject({ events: 1, waiting: 0, isTaken: true });
});

test("two who take in at once take each event in once", async () => {
  const { writeKey, ids } = await lost();
  await world.ok(contract.addSource, boss, { name: `Sklep ${n}`, trusted: false, writeKey });
  const jobs = () =>
    world.rows(`select graphile_worker.add_job('replay-rejected', json_build_object('writeKey', $1::text))`, writeKey);
  await Promise.all([jobs(), jobs(), jobs()]);
  await world.settle();
  expect(await rows(ids)).toHaveLength(3);
});

test("events of a source that was off come in when it is on again", async () => {
  const { id: sourceId, writeKey } = await intake.source();
  await world.ok(contract.changeSource, boss, { sourceId, active: false });
  world.now = new Date(world.now.getTime() + 3_000);
  await intake.batch(writeKey, [track("while-off")]);
  expect(await world.call(contract.replayRejected, boss, { writeKey })).toMatchObject({ code: "no_source" });
  await world.ok(contract.changeSource, boss, { sourceId, active: true });
  await world.ok(contract.replayRejected, boss, { writeKey });
  await world.settle();
  expect(await intake.written("while-off")).toHaveLength(1);
});

test("a key is one source's", async () => {
  const { writeKey } = await intake.source();
  expect(await world.call(contract.addSource, boss, { name: "Drugi", trusted: false, writeKey })).toMatchObject({
    status: 409,
    code: "key_taken",
  });
  for (const wrong of ["", "a b", "a:b", "x".repeat(201)])
    expect(
      await world.call(contract.addSource, boss, { name: "Drugi", trusted: false, writeKey: wrong }),
    ).toMatchObject({
      code: "bad_input",
    });
});
