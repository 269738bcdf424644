import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, afterEach, expect, test } from "vitest";
import * as contract from "../../../../contract/staff.ts";
import { type Live, openLive } from "../../../test/live.ts";
import { type Caller, makeWorld } from "../../../test/world.ts";
import { staff } from "../../modules/staff/index.ts";
import type { Room } from "../house.ts";
import { openHouse } from "../open-house.ts";
import { addSocket } from "./socket.ts";

/** Devices are known by the token `device-<leaf>`; one who types at a topic shows there under a name. */
const probe: Room = {
  name: "probe",
  routes: [],
  topics: { shelf: "customers.read", safe: "staff.manage" },
  authenticate: async (_ctx, { bearer }) => {
    const id = /^device-(.+)$/.exec(bearer ?? "")?.[1];
    return id === undefined ? null : { kind: "device", id, leafId: id, locale: "en" };
  },
  typing: async (ctx, topic) => ({
    topics: [topic, "shelf:typed"],
    name: ctx.actor.kind === "device" ? "Ewa" : "Anna",
  }),
};
const rooms = [staff, probe];
const world = await makeWorld({ rooms });
const { hints } = world.house;

const opened: Live[] = [];
const open = (as: Caller | null, over?: Parameters<typeof openLive>[2], url = world.url): Live => {
  const live = openLive(url, as, over);
  opened.push(live);
  return live;
};
afterEach(() => Promise.all(opened.splice(0).map((live) => live.close())));

const watching = async (as: Caller, topics: string[], url = world.url): Promise<Live> => {
  const live = open(as, {}, url);
  await live.next("hello");
  live.send({ t: "watch", topics });
  await live.next("watching");
  return live;
};
/** After the answer to this ping, whatever was sent before has been dealt with. */
const settled = async (live: Live) => {
  live.send({ t: "ping" });
  await live.next("pong");
};

test("a member is greeted and watches what the role may see, and always oneself", async () => {
  const member = await world.member({ role: "agent" });
  const live = open(member);
  await live.next("hello");
  live.send({
    t: "watch",
    topics: ["shelf:1", "safe:1", "member:somebody-else", "device:x", "nothing", "constructor"],
  });
  expect((await live.next("watching")).topics).toEqual([`member:${member.id}`, "shelf:1"]);
  hints.publish(["safe:1", "device:x", "shelf:2", "shelf:1"]);
  expect((await live.next("hint")).topics).toEqual(["shelf:1"]);
});

test("who watches a bare word is told of any topic under it, as far as the role may see them", async () => {
  const live = await watching(await world.member({ role: "agent" }), ["shelf", "safe"]);
  hints.publish(["safe:1"]);
  hints.publish(["shelf:7", "shelf:8"]);
  expect((await live.next("hint")).topics).toEqual(["shelf"]);
});

test("what changes in one moment is told in one frame, each topic once", async () => {
  const member = await world.member();
  const topics = Array.from({ length: 50 }, (_, i) => `shelf:${i}`);
  const live = await watching(member, topics);
  for (let round = 0; round < 3; round++) for (const topic of topics) hints.publish([topic]);
  expect((await live.next("hint")).topics).toEqual(topics);
  await settled(live);
  expect(live.frames.filter((frame) => frame.t === "hint")).toHaveLength(1);
});

test("hints follow the commit, and a rolled-back change gives none", async () => {
  const live = await watching(await world.member(), ["shelf:1", "shelf:2"]);
  const system = { kind: "system", name: "test" } as const;
  const undone = world.as(system, async (ctx) => {
    ctx.hint("shelf:1");
    throw new Error("at the last moment");
  });
  await expect(undone).rejects.toThrow();
  await world.as(system, async (ctx) => ctx.hint("shelf:2"));
  expect((await live.next("hint")).topics).toEqual(["shelf:2"]);
});

test("another process's hints arrive too", async () => {
  const { settings, log } = world.house;
  const other = await openHouse({ settings, log, rooms, databaseUrl: world.databaseUrl, filesDir: "/nonexistent" });
  try {
    const live = await watching(await world.member(), ["shelf:1"], other.address);
    hints.publish(["shelf:1"]);
    expect((await live.next("hint")).topics).toEqual(["shelf:1"]);
    hints.relay({ t: "typing", topic: "shelf:1", who: { kind: "member", name: "Anna" } });
    expect(await live.next("typing")).toMatchObject({ who: { name: "Anna" } });
  } finally {
    await Promise.all(opened.map((live) => live.close()));
    await other.close();
  }
});

test("a device hears of itself and of nothing else, whatever it asks for", async () => {
  const live = open({ bearer: "device-1" });
  await live.next("hello");
  live.send({ t: "watch", topics: ["device:2", "shelf:1", "inbox"] });
  live.send({ t: "typing", topic: "device:2" });
  live.send({ t: "typing", topic: "shelf:1" });
  await settled(live);
  hints.publish(["device:2", "shelf:1", "device:1"]);
  expect((await live.next("hint")).topics).toEqual(["device:1"]);
  expect(live.frames.filter((frame) => frame.t === "typing" || frame.t === "watching")).toEqual([]);
});

test("who types is shown where the room says, under the name that it gives", async () => {
  const member = await watching(await world.member(), ["shelf:typed"]);
  const device = open({ bearer: "device-1" });
  await device.next("hello");
  device.send({ t: "typing", topic: "device:1" });
  expect(await member.next("typing")).toEqual({
    t: "typing",
    topic: "shelf:typed",
    who: { kind: "customer", name: "Ewa" },
  });
});

test.each([
  ["a made-up token", { bearer: "nobody" }, {}],
  ["a cookie that was never ours", { cookie: "splot_session=nobody" }, {}],
])("%s is told so and closed", async (_, as, over) => {
  const live = open(as, over);
  expect(await live.next("problem")).toMatchObject({ code: "not_signed_in" });
  expect(await live.closed).toBe(4401);
});

test.each([
  ["no JSON", "{"],
  ["JSON that is no frame", "[]"],
  ["an unknown frame", '{"t":"shout"}'],
  ["bytes", Buffer.from([0, 1, 2])],
  ["too many topics", JSON.stringify({ t: "watch", topics: Array(301).fill("shelf:1") })],
  ["a topic that is none", '{"t":"watch","topics":[{"toString":1}]}'],
])("%s is a problem and nothing more", async (_, frame) => {
  const live = await watching(await world.member(), ["shelf:1"]);
  live.send(frame);
  expect(await live.next("problem")).toMatchObject({ code: "bad_input" });
  hints.publish(["shelf:1"]);
  expect((await live.next("hint")).topics).toEqual(["shelf:1"]);
});

test("a frame larger than any of ours closes the socket", async () => {
  const live = await watching(await world.member(), []);
  live.send("x".repeat(33 * 1024));
  expect(await live.closed).toBe(1009);
});

test("a flood of frames closes the socket", async () => {
  const live = await watching(await world.member(), []);
  for (let i = 0; i < 300; i++) live.send({ t: "ping" });
  expect(await live.closed).toBe(1008);
});

test.each(["GET //", "GET /api/live/other", "GET /nowhere", "GET /api/liv%E0%A4%A"])(
  "an upgrade at an address that is none (%s) is hung up on, and the house stands",
  async (line) => {
    const { port, hostname } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    const hungUp = new Promise((resolve) => socket.on("close", resolve));
    socket.on("error", () => {});
    socket.write(
      `${line} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    await hungUp;
    expect((await world.call(contract.welcome, null, {})).status).toBe(200);
  },
);

test("a reader too slow to keep up is let go, and reads again when it comes back", async () => {
  const live = await watching(await world.member(), ["shelf:1"]);
  (live.ws as unknown as { _socket: { pause(): void; resume(): void } })._socket.pause();
  const name = "x".repeat(100_000);
  for (let i = 0; i < 200 && hints.watching("shelf:1") > 0; i++) {
    hints.relay({ t: "typing", topic: "shelf:1", who: { kind: "member", name } });
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(hints.watching("shelf:1")).toBe(0);
  live.ws.terminate();
});

test("a socket ends with its session, wherever that is ended, and others stay", async () => {
  const [leaving, staying] = [await world.member(), await world.member()];
  const [one, two] = [await watching(leaving, ["shelf:1"]), await watching(staying, ["shelf:1"])];
  await world.ok(contract.signOut, leaving, {});
  expect((await one.next("hint")).topics).toEqual([`member:${leaving.id}`]);
  expect(await one.next("problem")).toMatchObject({ code: "not_signed_in" });
  expect(await one.closed).toBe(4401);
  hints.publish(["shelf:1"]);
  expect((await two.next("hint")).topics).toEqual(["shelf:1"]);
});

test("whoever loses a permission no longer hears of what it showed", async () => {
  const administrator = await world.member({ role: "administrator" });
  const demoted = await world.member({ role: "administrator" });
  const live = await watching(demoted, ["safe:1", "shelf:1"]);
  await world.ok(contract.changeMember, administrator, { memberId: demoted.id, version: 1, role: "agent" });
  await live.next("hint");
  while (hints.watching("safe:1") > 0) await new Promise((resolve) => setImmediate(resolve));
  hints.publish(["safe:1", "shelf:1"]);
  expect((await live.next("hint")).topics).toEqual(["shelf:1"]);
});

test("a member is here while a socket is open, and gone with the last one", async () => {
  const member = await world.member();
  const here = async () =>
    (await world.rows("select 1 from staff.session where member_id = $1 and connected_at is not null", member.id))
      .length;
  const until = async (wanted: number) => {
    while ((await here()) !== wanted) await new Promise((resolve) => setImmediate(resolve));
  };
  expect(await here()).toBe(0);
  const [one, two] = [await watching(member, []), await watching(member, [])];
  expect(await here()).toBe(1);
  await one.close();
  await settled(two);
  expect(await here()).toBe(1);
  await two.close();
  await until(0);
});

/** A server of this house whose sockets have less patience than usual, in milliseconds. */
async function serverWith(patience: { silence?: number; auth?: number; presence?: number }): Promise<string> {
  const server = createServer();
  const live = addSocket(server, world.house, { silence: 30_000, auth: 30_000, presence: 60_000, ...patience });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    await live.close();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

test("whoever does not say who it is is cut off; a cookie that came from another site's page says nothing", async () => {
  const url = await serverWith({ auth: 50 });
  const strangers = [open(null, {}, url), open(await world.member(), { origin: "https://evil.example" }, url)];
  for (const stranger of strangers) {
    expect(await stranger.closed).toBe(1006);
    expect(stranger.frames).toEqual([]);
  }
});

test("whoever falls silent is cut off; signs of life keep a socket", async () => {
  const url = await serverWith({ silence: 1_000 });
  const member = await world.member();
  const lively = open(member, {}, url);
  await lively.next("hello");
  const beat = setInterval(() => lively.send({ t: "ping" }), 50);
  const quiet = open(member, {}, url);
  await quiet.next("hello");
  expect(await quiet.closed).toBe(1006);
  expect(lively.ws.readyState).toBe(lively.ws.OPEN);
  clearInterval(beat);
  expect(await lively.closed).toBe(1006);
});

test("a session that ended without a word to this process is noticed at the next look", async () => {
  const member = await world.member();
  const socket = open(member, {}, await serverWith({ presence: 20 }));
  await socket.next("hello");
  await world.rows("delete from staff.session where member_id = $1", member.id);
  expect(await socket.closed).toBe(4401);
});
