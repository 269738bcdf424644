import { expect, test } from "vitest";
import * as conversations from "../../../../contract/conversations.ts";
import * as customers from "../../../../contract/customers.ts";
import { keyOf } from "../../../ui/src/query.ts";
import { touches } from "./hints.ts";

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
