import { expect, test } from "vitest";
import { makeWorld } from "../../test/world.ts";
import { emit } from "./events.ts";

const world = await makeWorld();
const system = { kind: "system", name: "import" } as const;
const then = new Date("2025-03-01T08:00:00.123Z");
const news = { key: "name", from: null, to: "Ewa" } as const;
const log = () =>
  world.rows("select customer_id, at, name, actor, channel, received_at, data from platform.event order by at");

test("news of the past is written at the end of its transaction, as it happened, and sets nothing off", async () => {
  const customerId = await world.customer();
  await world.settle();
  const before = await log();
  const device = { kind: "device", id: customerId, leafId: customerId, locale: "pl" } as const;
  await world.house.run(
    system,
    async (ctx) => {
      await emit({ ...ctx, actor: device }, "customer.changed", customerId, news, { at: then, channel: "web" });
      await emit(ctx, "customer.changed", customerId, news);
    },
    { history: true },
  );
  expect((await log()).slice(0, 1)).toEqual([
    {
      customer_id: customerId,
      at: then,
      name: "customer.changed",
      actor: `device:${customerId}`,
      channel: "web",
      received_at: world.now,
      data: news,
    },
  ]);
  expect(await log()).toHaveLength(before.length + 2);
  expect(await world.rows("select 1 from graphile_worker.jobs")).toEqual([]);
});

test("of a transaction that fails nothing is written, and of one that is tried again each thing once", async () => {
  const customerId = await world.customer();
  const before = (await log()).length;
  let tries = 0;
  const bring = (code: string) =>
    world.house.run(
      system,
      async (ctx) => {
        await emit(ctx, "customer.changed", customerId, news);
        if (tries++ === 0) throw Object.assign(new Error("no"), { code });
      },
      { history: true },
    );
  await expect(bring("none")).rejects.toThrow("no");
  expect(await log()).toHaveLength(before);
  tries = 0;
  await bring("40001");
  expect(await log()).toHaveLength(before + 1);
});
