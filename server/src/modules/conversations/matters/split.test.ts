import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();
const at = (minute: number) => new Date(world.now.getTime() + minute * 60_000);

/** Two matters of one person: the first closed, so that the second is one of its own. */
const two = async () => {
  const first = await world.matter({ subject: "Lampa", text: "Lampa?", at: at(1) });
  await world.ok(contract.change, agent, { ...first, version: 1, state: "closed" });
  const { customerId, email } = first;
  const second = await world.matter({
    customerId,
    email,
    subject: "Fotel",
    text: "Fotel?",
    channel: "chat",
    at: at(2),
  });
  return {
    first,
    second,
    joining: { customerId, matterId: second.id, otherCustomerId: customerId, otherId: first.id },
  };
};

const texts = async (matter: { customerId: string; matterId: string }) =>
  (await world.ok(contract.messages, agent, matter)).items.map((message) => message.text).toReversed();

test("messages split off are a matter of their own, and neither none nor all can be", async () => {
  const first = await world.matter({ text: "Lampa?", at: at(1) });
  const { customerId, email } = first;
  const second = await world.matter({ customerId, email, text: "A fotel?", channel: "chat", at: at(2) });
  expect(second.id).toBe(first.id);
  const split = (messageIds: string[]) => world.call(contract.split, agent, { ...first, messageIds, subject: "Fotel" });
  const elsewhere = await world.matter();
  for (const wrong of [[first.messageId, second.messageId], [elsewhere.messageId]])
    expect(await split(wrong)).toMatchObject({ status: 409, code: "nothing_to_split" });
  const { body: fresh } = await split([second.messageId]);
  expect(fresh).toMatchObject({ customerId, subject: "Fotel", state: "open", lastChannel: "chat", needsReply: true });
  expect(await texts({ customerId, matterId: fresh.id })).toEqual(["A fotel?"]);
  expect(await texts(first)).toEqual(["Lampa?"]);
  const { items } = await world.ok(contract.ofCustomer, agent, first);
  expect(items.map((line) => [line.subject, line.preview, line.channels])).toEqual([
    ["Fotel", "A fotel?", ["chat"]],
    ["Zielona lampa", "Lampa?", ["form"]],
  ]);
});

test("messages of several leaves split off stay with their leaves and are one matter all the same", async () => {
  const { first, second, joining } = await two();
  const other = await world.customer();
  const theirs = await world.matter({ customerId: other, text: "Trzecia", at: at(3) });
  await world.rows("update customers.leaf set canonical_id = $1 where id = $2", first.customerId, other);
  await world.ok(contract.join, agent, joining);
  await world.ok(contract.join, agent, { ...joining, otherCustomerId: other, otherId: theirs.id });
  const messageIds = [theirs.messageId, first.messageId];
  const fresh = await world.ok(contract.split, agent, { ...second, messageIds, subject: "Dwie" });
  expect(await texts({ customerId: fresh.customerId, matterId: fresh.id })).toEqual(["Lampa?", "Trzecia"]);
  expect(await texts(second)).toEqual(["Fotel?"]);
  const [row] = await world.rows("select customer_id from conversations.message where id = $1", theirs.messageId);
  expect(row).toEqual({ customer_id: other });
});
