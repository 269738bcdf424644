import { expect, test } from "vitest";
import { Company } from "../../test/company.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { until } from "../../test/other-side.ts";
import { tabs } from "../../test/tabs.ts";
import { createApi } from "../shared/api.ts";
import { memoryStorage, type Storage } from "../shared/storage.ts";
import { Device } from "./device.ts";
import { Outbox } from "./outbox.ts";

function tab(company: Company, storage: Storage = memoryStorage(), clock = new ManualClock()) {
  const api = createApi(company.side.origin);
  const device = new Device({ api, storage, clock, site: "main", locale: "pl", anonymousId: () => "an-1" });
  const sent: string[] = [];
  const outbox = new Outbox({
    api,
    storage,
    clock,
    device,
    changed: () => {},
    sent: (message) => sent.push(message.text),
    reachable: () => {},
  });
  const write = (...texts: string[]) => {
    for (const text of texts) outbox.add(text, [], "https://shop.example/", null);
  };
  return { outbox, device, clock, sent, write, storage };
}

const say = "POST /api/chat/messages";

test("the first message makes the device, with the tracker's id; all go in order", async () => {
  await using company = await Company.open();
  const { write, outbox, sent } = tab(company);
  write("one", "two", "three");
  await until(() => outbox.all().length === 0);
  expect(company.said).toEqual(["one", "two", "three"]);
  expect(sent).toEqual(["one", "two", "three"]);
  expect(company.side.asked[0]).toMatchObject({
    path: "/api/chat/devices",
    body: { site: "main", locale: "pl", anonymousId: "an-1" },
  });
  expect(company.count("POST /api/chat/devices")).toBe(1);
});

test("after a lost answer the same key goes again and nothing is doubled", async () => {
  await using company = await Company.open();
  company.instead.push("lost", "ok", "lost", { status: 503 }, "lost", "ok", { cut: true });
  const { write, outbox, clock } = tab(company);
  write("one", "two");
  await until(() => {
    clock.pass(1_000);
    return outbox.all().length === 0;
  });
  expect(company.said).toEqual(["one", "two"]);
  expect(company.tokens.size).toBe(1);
  expect(company.count(say)).toBe(6);
});

test("the server's wish to wait is kept to the second", async () => {
  await using company = await Company.open();
  const { write, outbox, clock, device } = tab(company);
  await device.ensure();
  company.instead.push({ status: 429, headers: { "retry-after": "7" } });
  write("one");
  await until(() => clock.next === 7_000);
  clock.pass(6_999);
  expect(company.count(say)).toBe(1);
  clock.pass(1);
  await until(() => outbox.all().length === 0);
  expect(company.said).toEqual(["one"]);
});

test("a closed tab's messages are sent by the next one", async () => {
  await using company = await Company.open();
  const storage = memoryStorage();
  const first = tab(company, storage);
  await first.device.ensure();
  company.instead.push("lost", { cut: true });
  first.write("one", "two");
  await until(() => first.clock.next !== null);
  expect(company.said).toEqual(["one"]);

  const second = tab(company, storage, first.clock);
  company.instead.length = 0;
  second.outbox.hurry();
  await until(() => second.outbox.all().length === 0);
  expect(company.said).toEqual(["one", "two"]);
});

test("a refused message says why, holds nobody back, and goes again under a new key when asked to", async () => {
  await using company = await Company.open();
  const { write, outbox, device } = tab(company);
  await device.ensure();
  company.instead.push({ status: 422, body: { code: "spam" } });
  write("bad", "good");
  await until(() => outbox.all().every((one) => one.failed !== null));
  expect(outbox.all()).toMatchObject([{ text: "bad", failed: "spam" }]);
  expect(company.said).toEqual(["good"]);
  outbox.retry(outbox.all()[0]?.id ?? "");
  await until(() => outbox.all().length === 0);
  const keys = company.side.asked
    .filter((one) => one.path === "/api/chat/messages")
    .map((one) => one.headers["idempotency-key"]);
  expect(new Set(keys).size).toBe(3);
});

test("a token the server does not know is forgotten, and the text arrives under a new one", async () => {
  await using company = await Company.open();
  const { write, outbox, device } = tab(company);
  await device.ensure();
  company.tokens.clear();
  write("still here");
  await until(() => outbox.all().length === 0);
  expect(company.said).toEqual(["still here"]);
  expect(device.key?.token).toBe("token-2");
});

test("a server that knows nobody is not asked for ever", async () => {
  await using company = await Company.open();
  company.tokens.add = () => company.tokens;
  const { write, outbox } = tab(company);
  write("x");
  await until(() => outbox.all()[0]?.failed === "not_signed_in");
  expect(company.count(say)).toBe(3);
});

test("two tabs that write at the same time make one device and send each message once", async () => {
  await using company = await Company.open();
  const [left, right] = tabs(2);
  const clock = new ManualClock();
  const a = tab(company, left, clock);
  const b = tab(company, right, clock);
  a.write("a1");
  b.write("b1");
  a.write("a2");
  await until(() => {
    clock.pass(100);
    return a.outbox.all().length === 0;
  });
  expect([...company.said].sort()).toEqual(["a1", "a2", "b1"]);
  expect(company.said.indexOf("a1")).toBeLessThan(company.said.indexOf("a2"));
  expect(company.count("POST /api/chat/devices")).toBe(1);
});

test("a tab that died while sending holds the others back for twenty seconds at most", async () => {
  await using company = await Company.open();
  const [dead, alive] = tabs(2);
  const clock = new ManualClock();
  dead?.set("splot.main.sending", JSON.stringify({ owner: "dead", until: clock.now() + 20_000 }));
  const { write, outbox, device } = tab(company, alive, clock);
  const { token } = await device.ensure();
  write("x");
  for (let second = 0; second < 19; second += 1) clock.pass(1_000);
  // Whatever had been sent would have come before the second of these.
  for (const _ of [1, 2]) await createApi(company.side.origin).call("thread", {}, { token });
  expect(company.count(say)).toBe(0);
  clock.pass(1_000);
  await until(() => outbox.all().length === 0);
  expect(company.said).toEqual(["x"]);
});
