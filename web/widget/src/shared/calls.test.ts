import { expect, test } from "vitest";
import * as chat from "../../../../contract/chat.ts";
import { addresses, type CallName } from "./calls.ts";

test.each(Object.keys(addresses) as CallName[])("%s has the address of the contract", (name) => {
  expect(addresses[name]).toEqual([chat[name].method, chat[name].path]);
});
