import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();

test("long threads come in pages, newest first", async () => {
  const matter = await world.matter({ text: "0" });
  for (const text of ["1", "2", "3", "4"]) await world.ok(contract.note, agent, { ...matter, text });
  const first = await world.ok(contract.messages, agent, { ...matter, limit: 3 });
  const second = await world.ok(contract.messages, agent, { ...matter, limit: 3, cursor: first.next! });
  expect([...first.items, ...second.items].map((message) => message.text)).toEqual(["4", "3", "2", "1", "0"]);
  expect(second.next).toBeNull();
});
