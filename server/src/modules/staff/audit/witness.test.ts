import { expect, test } from "vitest";
import * as conversations from "../../../../../contract/conversations.ts";
import * as customers from "../../../../../contract/customers.ts";
import type { Call } from "../../../../../contract/http.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member({ role: "supervisor" });

const entries = async (customerId: string): Promise<string[]> =>
  (
    await world.rows<{ action: string }>(
      "select action from staff.audit_entry where customer_id = $1 and actor = $2 order by at, id",
      customerId,
      `member:${agent.id}`,
    )
  ).map(({ action }) => action);

test.each([
  ["messages", conversations.messages],
  ["matters", conversations.ofCustomer],
  ["merges", customers.merges],
] as [string, Call][])("whoever reads a customer's %s leaves a line, once in a while", async (_, call) => {
  const matter = await world.matter();
  for (let i = 0; i < 3; i++) expect((await world.call(call, agent, { ...matter, limit: 50 })).status).toBe(200);
  expect(await entries(matter.customerId)).toEqual([`viewed.${call.id}`]);
  world.now = new Date(world.now.getTime() + 300_000);
  await world.call(call, agent, { ...matter, limit: 50 });
  expect(await entries(matter.customerId)).toHaveLength(2);
});

test("every change leaves a line, also where nobody looked before; a repeat under one key and a refusal leave none", async () => {
  const { customerId, matterId } = await world.matter();
  const note = (text: string) =>
    world.call(conversations.note, agent, { customerId, matterId, text }, { "idempotency-key": `note-${text}-once` });
  for (const text of ["first", "first", "second", ""]) await note(text);
  await world.ok(conversations.change, agent, { customerId, matterId, version: 1, state: "closed" });
  expect(await entries(customerId)).toEqual(["conversations.note", "conversations.note", "conversations.change"]);
});

test("what an operation notes itself is not noted twice", async () => {
  const { customerId, matterId } = await world.matter();
  await world.ok(conversations.get, agent, { customerId, matterId });
  await world.ok(conversations.messages, agent, { customerId, matterId });
  await world.ok(customers.get, agent, { customerId });
  expect(await entries(customerId)).toEqual(["matter.viewed", "viewed"]);
});
