import { Analytics } from "@segment/analytics-node";
import { afterAll, expect, test } from "vitest";
import { intakeOf } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";
import { openHouse } from "../../../platform/open-house.ts";
import { rooms } from "../../../rooms.ts";

// The client as its maker publishes it, unchanged (3.1.0, the lock file says).
const world = await makeWorld();
const intake = intakeOf(world);
const { writeKey } = await intake.source();

const clientOf = (host: string, key = writeKey) => {
  const client = new Analytics({ writeKey: key, host, flushAt: 4, flushInterval: 50 });
  const errors: unknown[] = [];
  client.on("error", (error) => void errors.push(error));
  return { client, errors };
};
const eventsOf = (userId: string) =>
  world.rows<{ name: string; data: Record<string, unknown>; channel: string }>(
    "select name, data, channel from platform.event where data ->> 'userId' = $1 order by at, id",
    userId,
  );

test("every kind of call arrives as it was made", async () => {
  const { client, errors } = clientOf(world.url);
  const userId = "node-1";
  client.identify({
    userId,
    anonymousId: "node-browser",
    traits: { name: "Ewa Żak", email: "ewa.zak@mail.example.com" },
  });
  client.track({ userId, event: "Ordered", properties: { total: 12.5, zł: true } });
  client.page({ userId, name: "Start", category: "Shop", properties: { url: "https://shop.example/" } });
  client.screen({ userId, name: "Home" });
  client.group({ userId, groupId: "branch-1", traits: { name: "Kraków" } });
  client.alias({ userId, previousId: "node-old-browser" });
  await client.closeAndFlush();
  expect(errors).toEqual([]);
  const rows = await eventsOf(userId);
  expect(rows.map((row) => row.name).sort()).toEqual(["alias", "group", "identify", "page", "screen", "track"]);
  const data = Object.fromEntries(rows.map((row) => [row.name, row.data]));
  expect(data).toMatchObject({
    identify: { traits: { name: "Ewa Żak" } },
    track: { event: "Ordered", properties: { total: 12.5, zł: true }, context: { library: { version: "3.1.0" } } },
    page: { name: "Start", category: "Shop", properties: { category: "Shop" } },
    screen: { name: "Home" },
    group: { groupId: "branch-1" },
    alias: { previousId: "node-old-browser" },
  });
  expect(rows.map((row) => row.channel)).toContain("server");
});

test("flush sends what is waiting; a thousand events arrive once each", async () => {
  const { client, errors } = clientOf(world.url);
  for (let i = 0; i < 1_000; i++) client.track({ userId: "node-many", event: `Event ${i}` });
  await client.flush();
  client.track({ userId: "node-many", event: "Last" });
  await client.closeAndFlush();
  expect(errors).toEqual([]);
  const names = (await eventsOf("node-many")).map((row) => row.data.event);
  expect(names).toHaveLength(1_001);
  expect(new Set(names).size).toBe(1_001);
});

test("a wrong key loses nothing: the client is content, the events are quarantined", async () => {
  const { client, errors } = clientOf(world.url, "a rotated key");
  client.track({ userId: "node-rotated", event: "Kept" });
  await client.closeAndFlush();
  expect(errors).toEqual([]);
  expect(await intake.rejectedOf("a rotated key")).toMatchObject([{ event: { event: "Kept" } }]);
});

test("a server that restarts in between loses nothing and doubles nothing", async () => {
  const start = (port: number) =>
    openHouse({
      settings: { ...world.house.settings, PORT: port, ROLES: ["web"] },
      log: world.house.log,
      rooms: rooms.map(({ services: _, ...room }) => room),
      databaseUrl: world.databaseUrl,
      filesDir: "/nonexistent",
    });
  let server = await start(0);
  afterAll(() => server.close());
  const host = server.address;
  const { client, errors } = clientOf(host);
  const send = (from: number) => {
    for (let i = from; i < from + 100; i++) client.track({ userId: "node-restart", event: `Event ${i}` });
  };
  send(0);
  await new Promise((resolve) => client.once("http_request", resolve));
  const closed = server.close();
  send(100);
  await closed;
  send(200);
  server = await start(Number(new URL(host).port));
  send(300);
  await client.closeAndFlush();
  expect(errors).toEqual([]);
  const names = (await eventsOf("node-restart")).map((row) => row.data.event);
  expect(names).toHaveLength(400);
  expect(new Set(names).size).toBe(400);
});
