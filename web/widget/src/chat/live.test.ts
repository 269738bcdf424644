import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type WebSocket as ServerSocket, WebSocketServer } from "ws";
import { ManualClock } from "../../test/manual-clock.ts";
import { until } from "../../test/other-side.ts";
import { Live } from "./live.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A real socket server that greets whoever names a token, and a client of it. */
async function line(greets = true) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const frames: { t: string; [field: string]: unknown }[] = [];
  const sockets: ServerSocket[] = [];
  server.on("connection", (socket) => {
    sockets.push(socket);
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data));
      frames.push(frame);
      if (frame.t === "auth" && greets) socket.send('{"t":"hello"}');
    });
  });
  const clock = new ManualClock();
  const heard: string[] = [];
  const live = new Live({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/live?device`,
    clock,
    up: () => heard.push("up"),
    down: () => heard.push("down"),
    hint: () => heard.push("hint"),
    typing: (name) => heard.push(`typing ${name}`),
  });
  open.push(() => {
    live.stop();
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const kinds = () => frames.map((frame) => frame.t);
  return { live, clock, heard, frames, kinds, sockets };
}

test("the first frame is the token; then hints and typing are heard, and nonsense is not", async () => {
  const { live, heard, frames, sockets } = await line();
  live.start("secret");
  await until(() => live.isUp);
  expect(frames).toEqual([{ t: "auth", token: "secret" }]);
  for (const frame of ["nonsense", '{"t":"pong"}', '{"t":"hint","topics":["device:1"]}']) sockets[0]?.send(frame);
  sockets[0]?.send('{"t":"typing","who":{"kind":"customer","name":"me"}}');
  sockets[0]?.send('{"t":"typing","who":{"kind":"member","name":"Anna"}}');
  await until(() => heard.length === 3);
  expect(heard).toEqual(["up", "hint", "typing Anna"]);
});

test("a silent line is asked after ten seconds and replaced after fifteen", async () => {
  const { live, clock, kinds, heard, sockets } = await line();
  live.start("secret");
  await until(() => live.isUp);
  clock.pass(10_000);
  await until(() => kinds().includes("ping"));
  sockets[0]?.send('{"t":"pong"}');
  await until(() => clock.next === 10_000);
  clock.pass(14_999);
  expect(heard).toEqual(["up"]);
  clock.pass(1);
  expect(heard).toEqual(["up", "down"]);
  clock.pass(clock.next ?? 0);
  await until(() => live.isUp);
  expect(heard).toEqual(["up", "down", "up"]);
});

test("after a cut it comes back, at first within a second, later with growing pauses", async () => {
  const { live, clock, sockets, heard } = await line(false);
  live.start("secret");
  const pauses: number[] = [];
  for (let cut = 0; cut < 7; cut += 1) {
    await until(() => sockets.length === cut + 1);
    sockets[cut]?.terminate();
    // Fifteen seconds are the patience with a socket that does not open; anything else is the pause.
    await until(() => clock.next !== null && clock.next !== 15_000);
    pauses.push(clock.next ?? 0);
    clock.pass(clock.next ?? 0);
  }
  expect(pauses[0]).toBeLessThanOrEqual(1_000);
  for (const [cut, pause] of pauses.entries()) {
    expect(pause).toBeGreaterThanOrEqual(Math.min(30_000, 1_000 * 2 ** cut) / 2);
    expect(pause).toBeLessThanOrEqual(30_000);
  }
  expect(heard).toEqual([]);
});

test("typing is told at most every two seconds", async () => {
  const { live, clock, frames } = await line();
  live.start("secret");
  await until(() => live.isUp);
  for (let key = 0; key < 9; key += 1) {
    live.typing("device:1");
    clock.pass(500);
  }
  await until(() => frames.length === 4);
  expect(frames.slice(1)).toEqual(Array(3).fill({ t: "typing", topic: "device:1" }));
});

test("a stopped line stays silent", async () => {
  const { live, clock, heard } = await line();
  live.start("secret");
  await until(() => live.isUp);
  live.stop();
  expect(clock.next).toBeNull();
  expect(heard).toEqual(["up"]);
});
