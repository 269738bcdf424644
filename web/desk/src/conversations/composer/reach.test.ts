import { expect, test } from "vitest";
import type { Message, Reach } from "../../../../../contract/conversations.ts";
import { pickReach, reachKey } from "./reach.ts";

const way = (channel: "email" | "chat", value: string, more: Partial<Reach> = {}): Reach => ({
  channel,
  ns: channel === "email" ? "email" : "device",
  value,
  standing: "claimed",
  leafId: "l",
  online: false,
  ...more,
});
const spoke = (channel: string, ns: string, value: string) =>
  ({ channel, identifier: { ns, value, standing: "claimed" } }) as unknown as Message;
const old = way("email", "old@x.pl");
const mail = way("email", "ewa@x.pl", { standing: "proved" });
const chat = way("chat", "d1", { online: true });

test("the way chosen by hand is kept while it exists", () => {
  expect(pickReach([mail, chat], reachKey(chat), spoke("email", "email", "ewa@x.pl"))).toBe(chat);
  expect(pickReach([mail], reachKey(chat), undefined)).toBe(mail);
});

test("else the identifier from which the customer spoke last, also by form", () => {
  expect(pickReach([chat, mail, old], null, spoke("form", "email", "old@x.pl"))).toBe(old);
});

test("else a chat that is connected, what is proved, or any", () => {
  expect(pickReach([old, mail, chat], null, undefined)).toBe(chat);
  expect(pickReach([old, mail, { ...chat, online: false }], null, undefined)).toBe(mail);
  expect(pickReach([old], null, undefined)).toBe(old);
  expect(pickReach([], null, undefined)).toBeUndefined();
});
