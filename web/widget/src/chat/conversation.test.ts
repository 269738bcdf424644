import { expect, test } from "vitest";
import { aMessage, Company } from "../../test/company.ts";
import { ManualClock } from "../../test/manual-clock.ts";
import { until } from "../../test/other-side.ts";
import { tabs } from "../../test/tabs.ts";
import { createApi } from "../shared/api.ts";
import { memoryStorage, type Storage } from "../shared/storage.ts";
import { Conversation, messagesOf } from "./conversation.ts";
import { Device } from "./device.ts";

function browser(company: Company, storage: Storage = memoryStorage(), clock = new ManualClock()) {
  const api = createApi(company.side.origin);
  const device = new Device({ api, storage, clock, site: "main", locale: "ro", anonymousId: () => undefined });
  const forgotten: true[] = [];
  const chat = new Conversation({
    api,
    storage,
    clock,
    device,
    page: () => "https://shop.example/",
    forgotten: () => forgotten.push(true),
  });
  const texts = () => messagesOf(chat.store.get()).map((message) => message.text);
  return { chat, device, clock, storage, texts, forgotten };
}

const thread = "GET /api/chat/thread";

test("a stranger who only looks is not asked for anything", async () => {
  await using company = await Company.open();
  const { chat, clock } = browser(company);
  chat.resume();
  chat.setOpen(true);
  clock.pass(60_000);
  chat.setOpen(false);
  expect(company.side.asked).toEqual([]);
});

test("a message stays on the screen from the first moment, through the answer, to the next reading", async () => {
  await using company = await Company.open();
  const { chat, texts } = browser(company);
  const shown: boolean[] = [];
  chat.send("hello");
  chat.store.watch(() => {
    const { outgoing } = chat.store.get();
    shown.push(outgoing.some((one) => one.text === "hello") || texts().includes("hello"));
  });
  await until(() => texts().includes("hello") && chat.store.get().outgoing.length === 0);
  await chat.refresh();
  expect(texts()).toEqual(["hello"]);
  expect(chat.store.get().recent).toEqual([]);
  expect(shown).not.toContain(false);
  chat.pause();
});

test("without a socket an open chat is read every five seconds, a closed one is not", async () => {
  await using company = await Company.open();
  const { chat, device, clock, texts } = browser(company);
  await device.ensure();
  chat.setOpen(true);
  await until(() => chat.store.get().thread !== null);
  company.messages.push(aMessage(1));
  clock.pass(5_000);
  await until(() => texts().length === 1);
  chat.setOpen(false);
  const before = company.count(thread);
  clock.pass(5_000);
  // Had it been read, that would have come before this.
  await chat.requestCode("ewa@x.pl");
  expect(company.count(thread)).toBe(before);
  chat.pause();
});

test("a dead line is told, and told to be over", async () => {
  await using company = await Company.open();
  const { chat, device } = browser(company);
  await device.ensure();
  company.instead.push({ cut: true });
  await chat.refresh();
  expect(chat.store.get().reachable).toBe(false);
  await chat.refresh();
  expect(chat.store.get().reachable).toBe(true);
  chat.pause();
});

test("a reading that answers late does not bring back a device that was forgotten meanwhile", async () => {
  await using company = await Company.open();
  const { chat, device } = browser(company);
  const { token } = await device.ensure();
  const reading = chat.refresh();
  device.forget(token);
  await reading;
  expect(chat.store.get().thread).toBeNull();
});

test("what was seen in one tab is seen in all, and the server is told once", async () => {
  await using company = await Company.open();
  company.messages.push(aMessage(1));
  const [left, right] = tabs(2);
  const clock = new ManualClock();
  const a = browser(company, left, clock);
  const b = browser(company, right, clock);
  await a.device.ensure();
  await a.chat.refresh();
  await b.chat.refresh();
  a.chat.see();
  await until(() => b.chat.store.get().seen === company.messages[0]?.id);
  a.chat.see();
  b.chat.see();
  await until(() => company.count("PUT /api/chat/read") === 1);
  a.chat.pause();
  b.chat.pause();
});

test("proving an address shows what belongs to it and says how much that is", async () => {
  await using company = await Company.open();
  const { chat, texts } = browser(company);
  await chat.requestCode("ewa@x.pl");
  company.messages.push(aMessage(1), aMessage(2));
  expect(await chat.prove("ewa@x.pl", "123456")).toBe(2);
  expect(texts()).toHaveLength(2);
  expect(chat.store.get().thread?.proved).toEqual(["ewa@x.pl"]);
  chat.pause();
});

test("being forgotten leaves nothing here, in no tab", async () => {
  await using company = await Company.open();
  company.messages.push(aMessage(1));
  const [left, right] = tabs(2);
  const a = browser(company, left);
  const b = browser(company, right);
  await a.device.ensure();
  await a.chat.refresh();
  await b.chat.refresh();
  a.chat.see();
  await a.chat.leave();
  expect(left?.keys()).toEqual([]);
  expect(a.forgotten).toEqual([true]);
  await until(() => b.chat.store.get().thread === null);
});
