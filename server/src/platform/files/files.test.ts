import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { makeWorld } from "../../../test/world.ts";
import type { Actor } from "../ctx.ts";
import { adoptFile, disownFile, fileOf, recordFile } from "./files.ts";
import { sweepFiles, sweepTask } from "./sweep.ts";

const world = await makeWorld({ rooms: [] });
const DAY = 86_400_000;
const maker: Actor = { kind: "system", name: "maker" };
const stranger: Actor = { kind: "system", name: "stranger" };
const customerId = "019b0000-0000-7000-8000-000000000001";

const stored = async (content = "x", as = maker) => {
  const upload = await world.house.files.put(Buffer.from(content));
  return world.as(as, (ctx) => recordFile(ctx, { ...upload, name: "a.txt", type: "text/plain" }));
};
const adopt = (id: string, as = maker, owner = "probe.word:1") =>
  world.as(as, (ctx) => adoptFile(ctx, id, owner, customerId));
const exists = async (key: string) => {
  try {
    return (await buffer(await world.house.files.read(key))).length > 0;
  } catch {
    return false;
  }
};
const rows = async () => (await world.rows<{ id: string }>("select id from platform.file")).map((row) => row.id);

test("a row of a room adopts its uploader's file and then holds it", async () => {
  const file = await stored("lamp");
  expect(await adopt(file.id)).toEqual({ ...file, size: 4 });
  expect(await world.as(stranger, (ctx) => fileOf(ctx, file.id, "probe.word:1"))).toMatchObject({
    storeKey: file.storeKey,
  });
  await expect(world.as(maker, (ctx) => fileOf(ctx, file.id, "probe.word:2"))).rejects.toMatchObject({
    code: "not_found",
  });
});

test("nobody adopts somebody else's file, an adopted one, or one that is none", async () => {
  const file = await stored();
  await expect(adopt(file.id, stranger)).rejects.toMatchObject({ code: "not_found" });
  const both = await Promise.allSettled([adopt(file.id, maker, "a:1"), adopt(file.id, maker, "a:2")]);
  expect(both.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(adopt(file.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(adopt("019b0000-0000-7000-8000-000000000009")).rejects.toMatchObject({ code: "not_found" });
});

test("the sweeper takes what nobody owns for a day, and bytes without a row; nothing else", async () => {
  await world.rows("delete from platform.file");
  const [owned, abandoned, released] = [await stored(), await stored(), await stored()];
  await adopt(owned.id);
  await adopt(released.id);
  const rowless = await world.house.files.put(Buffer.from("left by a transaction that failed"));

  // The world's clock is not the disk's; the sweeper compares the file's age with the world's.
  const now = new Date();
  world.now = new Date(now.getTime() + 2 * DAY);
  await world.as(maker, (ctx) => disownFile(ctx, released.id));
  const young = await stored();
  expect(await sweepFiles(world.house)).toEqual({ rows: 1, bytes: expect.any(Number) });
  expect((await rows()).sort()).toEqual([owned.id, released.id, young.id].sort());
  expect(await Promise.all([owned, released, young].map((file) => exists(file.storeKey)))).toEqual([true, true, true]);
  expect([await exists(abandoned.storeKey), await exists(rowless.key)]).toEqual([false, false]);

  world.now = new Date(world.now.getTime() + DAY + 1);
  expect(await sweepFiles(world.house)).toEqual({ rows: 2, bytes: 0 });
  expect(await rows()).toEqual([owned.id]);
  expect(await sweepFiles(world.house)).toEqual({ rows: 0, bytes: 0 });
});

test("a file that is adopted while the sweeper looks at it stays", async () => {
  const file = await stored();
  world.now = new Date(world.now.getTime() + 2 * DAY);
  let sweeping: Promise<unknown> = Promise.resolve();
  await world.as(maker, async (ctx) => {
    await adoptFile(ctx, file.id, "probe.word:3", customerId);
    sweeping = sweepFiles(world.house);
    for (;;) {
      const waiting = await world.rows(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (waiting.length > 0) break;
    }
  });
  await sweeping;
  expect([(await rows()).includes(file.id), await exists(file.storeKey)]).toEqual([true, true]);
});

test("repeats of requests are forgotten after two days", async () => {
  const keep = (key: string, at: Date) =>
    world.rows("insert into platform.idempotency (scope, key, fingerprint, at) values ('s', $1, 'f', $2)", key, at);
  await keep("old", new Date(world.now.getTime() - 2 * DAY - 1));
  await keep("young", new Date(world.now.getTime() - 2 * DAY + 1));
  await sweepTask.run(world.house, {} as never);
  expect(await world.rows("select key from platform.idempotency")).toEqual([{ key: "young" }]);
});
