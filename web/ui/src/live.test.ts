import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { Live, pause } from "./live.ts";

let server: WebSocketServer;
let lines: WebSocket[];
let heard: unknown[];
let live: Live | undefined;
const news = { hints: [] as string[][], opens: [] as boolean[], states: [] as boolean[], typing: [] as unknown[] };

beforeEach(async () => {
  lines = [];
  heard = [];
  for (const list of Object.values(news)) list.length = 0;
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (line) => {
    lines.push(line);
    line.on("message", (data) => heard.push(JSON.parse(String(data))));
    line.send('{"t":"hello"}');
  });
  await once(server, "listening");
});
afterEach(() => {
  live?.close();
  for (const line of lines) line.terminate();
  server.close();
});

function connect(times: { silence?: number; heartbeat?: number } = {}): Live {
  live = new Live({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onHint: (topics) => news.hints.push([...topics]),
    onOpen: (first) => news.opens.push(first),
    onTyping: (topic, who) => news.typing.push([topic, who]),
    onState: (connected) => news.states.push(connected),
    ...times,
  });
  return live;
}
const until = (condition: () => boolean) => expect.poll(condition, { timeout: 3000, interval: 5 }).toBe(true);

test("names its topics, hears hints and who is writing, answers a ping", async () => {
  connect().watch(["inbox", "matter:1"]);
  await until(() => news.opens.length === 1 && heard.length === 1);
  expect(heard).toEqual([{ t: "watch", topics: ["inbox", "matter:1"] }]);
  const who = { kind: "customer", name: "Ewa" };
  for (const frame of [{ t: "hint", topics: ["inbox"] }, { t: "typing", topic: "matter:1", who }, { t: "ping" }])
    lines[0]?.send(JSON.stringify(frame));
  lines[0]?.send("not json");
  await until(() => heard.length === 2);
  expect(news).toMatchObject({ hints: [["inbox"]], typing: [["matter:1", who]], opens: [true], states: [true] });
  expect(heard[1]).toEqual({ t: "pong" });
});

test("the same topics are not named twice, others are at once", async () => {
  const line = connect();
  await until(() => news.opens.length === 1);
  line.watch(["inbox"]);
  line.watch(["inbox"]);
  line.watch(["inbox", "matter:2"]);
  await until(() => heard.length === 3);
  expect(heard.slice(1)).toEqual([
    { t: "watch", topics: ["inbox"] },
    { t: "watch", topics: ["inbox", "matter:2"] },
  ]);
});

test("a cut line is made anew at once, named again, and what is on screen is to be read again", async () => {
  connect().watch(["inbox"]);
  await until(() => heard.length === 1);
  lines[0]?.terminate();
  await until(() => heard.length === 2);
  expect(heard[1]).toEqual({ t: "watch", topics: ["inbox"] });
  await until(() => news.opens.length === 2);
  expect(news.opens).toEqual([true, false]);
  expect(news.states).toEqual([true, false, true]);
});

test("a line that is silent is given up, one that answers pings is kept", async () => {
  server.removeAllListeners("connection");
  let answers = true;
  let pings = 0;
  server.on("connection", (line) => {
    lines.push(line);
    line.send('{"t":"hello"}');
    line.on("message", (data) => {
      if (!String(data).includes("ping")) return;
      pings++;
      if (answers) line.send('{"t":"pong"}');
    });
  });
  connect({ silence: 120, heartbeat: 30 });
  await until(() => news.opens.length === 1);
  await until(() => pings === 8);
  expect(lines.length).toBe(1);
  answers = false;
  await until(() => lines.length > 1);
  expect(news.states.slice(0, 2)).toEqual([true, false]);
});

test("when the network is back the old line is not believed", async () => {
  const line = connect();
  await until(() => news.opens.length === 1);
  line.renew();
  await until(() => news.opens.length === 2);
  expect(lines.length).toBe(2);
});

test("waits grow to three seconds and vary by a third", () => {
  expect(pause(0)).toBe(0);
  expect([1, 2, 3, 4, 5, 9].map((tries) => pause(tries, 0.5))).toEqual([300, 600, 1200, 2400, 3000, 3000]);
  expect([pause(1, 0), pause(1, 1)]).toEqual([200, 400]);
});
