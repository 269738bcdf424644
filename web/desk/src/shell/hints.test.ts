import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import * as conversations from "../../../../contract/conversations.ts";
import * as customers from "../../../../contract/customers.ts";
import { keyOf } from "../../../ui/src/query.ts";
import { makeReadAgain, touches } from "./hints.ts";

const inbox = keyOf(conversations.inbox, { view: "mine" });
const messages = keyOf(conversations.messages, { customerId: "c", matterId: "m1" });
const other = keyOf(conversations.messages, { customerId: "c", matterId: "m2" });
const timeline = keyOf(customers.timeline, { customerId: "c" });

test("the inbox is read again, a matter is not", () => {
  expect([touches("inbox", inbox), touches("inbox", messages)]).toEqual([true, false]);
});

test("a matter is read again, its neighbour is not", () => {
  expect([touches("matter:m1", messages), touches("matter:m1", other), touches("matter:m1", inbox)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("news of any leaf reads the customer on screen again", () => {
  expect([touches("customer:leaf", timeline), touches("customer:leaf", messages)]).toEqual([true, false]);
});

test("news of any customer reads the list of customers again, and no customer on screen", () => {
  const list = keyOf(customers.list, { q: "ewa" });
  expect([touches("customer", list), touches("customer", timeline), touches("customer:leaf", list)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("a matter is read at each hint, a busy list at once and then together", async () => {
  const cache = new QueryClient();
  const reads = { inbox: 0, messages: 0 };
  const watch = (queryKey: [string, object], name: keyof typeof reads) =>
    new QueryObserver(cache, { queryKey, queryFn: () => ++reads[name], staleTime: 60_000 }).subscribe(() => undefined);
  const ends = [watch(inbox, "inbox"), watch(messages, "messages")];
  await expect.poll(() => reads).toEqual({ inbox: 1, messages: 1 });
  const readAgain = makeReadAgain(cache, 60);
  readAgain(["inbox", "matter:m1"]);
  await expect.poll(() => reads, { interval: 2 }).toEqual({ inbox: 2, messages: 2 });
  for (let hint = 0; hint < 5; hint++) readAgain(["inbox"]);
  readAgain(["matter:m1"]);
  await expect.poll(() => reads, { interval: 2 }).toEqual({ inbox: 2, messages: 3 });
  await expect.poll(() => reads, { interval: 2 }).toEqual({ inbox: 3, messages: 3 });
  for (const end of ends) end();
});
