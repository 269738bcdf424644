import { expect, test } from "vitest";
import { allCalls } from "../../../../contract/all.ts";
import { addresses } from "./calls.ts";

test.each(Object.entries(addresses))("%s has the address of the contract", (name, address) => {
  const call = allCalls.find((one) => one.id === `chat.${name}`);
  expect(address).toEqual([call?.method, call?.path]);
});
