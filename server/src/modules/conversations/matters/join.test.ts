import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
await world.mailAddress();
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

test("a joined matter is read as part of the other, under either address and number", async () => {
  const { first, second, joining } = await two();
  const detail = await world.ok(contract.join, agent, joining);
  expect(detail.joined).toMatchObject([{ id: first.id, number: first.number }]);
  expect(await texts(second)).toEqual(["Lampa?", "Fotel?"]);
  expect((await world.ok(contract.get, agent, first)).joinedInto).toMatchObject({
    id: second.id,
    number: second.number,
  });
  expect(await world.ok(contract.byNumber, agent, { number: first.number })).toMatchObject({ id: second.id });
  const { items } = await world.ok(contract.ofCustomer, agent, second);
  expect(items.map((line) => [line.id, line.channels])).toEqual([[second.id, ["chat", "form"]]]);
});

test("an answer to the joined matter goes to the one it is part of", async () => {
  const { first, second, joining } = await two();
  await world.ok(contract.join, agent, joining);
  const to = { ns: "email" as const, value: first.email };
  const reply = await world.ok(contract.reply, agent, { ...first, channel: "email", to, text: "Są.", seen: null });
  expect(reply.matterId).toBe(second.id);
});

test("joined twice it is joined once, and taken apart it is as it was", async () => {
  const { first, second, joining } = await two();
  const before = await Promise.all(
    [first, second].map(async (one) => (await world.ok(contract.get, agent, one)).matter),
  );
  await world.ok(contract.join, agent, joining);
  await world.ok(contract.join, agent, joining);
  const detail = await world.ok(contract.unjoin, agent, joining);
  expect(detail.joined).toEqual([]);
  const after = await Promise.all(
    [first, second].map(async (one) => (await world.ok(contract.get, agent, one)).matter),
  );
  const without = ({ version: _, ...matter }: contract.Matter) => matter;
  expect(after.map(without)).toEqual(before.map(without));
  expect([await texts(first), await texts(second)]).toEqual([["Lampa?"], ["Fotel?"]]);
  expect((await world.call(contract.unjoin, agent, joining)).status).toBe(404);
});

test("what was split off while joined is not in the part when it comes apart", async () => {
  const { first, joining } = await two();
  await world.ok(contract.join, agent, joining);
  const { customerId, matterId } = joining;
  await world.ok(contract.split, agent, { customerId, matterId, messageIds: [first.messageId], subject: "Osobno" });
  await world.ok(contract.unjoin, agent, joining);
  const { items } = await world.ok(contract.ofCustomer, agent, { customerId });
  expect(items.find((line) => line.id === first.id)).toMatchObject({ preview: "", channels: [] });
});

test("a chain of joins is one thread, and comes apart link by link", async () => {
  const { first, second, joining } = await two();
  await world.ok(contract.join, agent, joining);
  await world.ok(contract.change, agent, { ...second, version: 2, state: "closed" });
  const { customerId, email } = first;
  const third = await world.matter({ customerId, email, text: "Stół?", at: at(3) });
  await world.ok(contract.join, agent, {
    customerId,
    matterId: third.id,
    otherCustomerId: customerId,
    otherId: second.id,
  });
  expect(await texts(third)).toEqual(["Lampa?", "Fotel?", "Stół?"]);
  await world.ok(contract.unjoin, agent, {
    customerId,
    matterId: third.id,
    otherCustomerId: customerId,
    otherId: second.id,
  });
  expect(await texts(second)).toEqual(["Lampa?", "Fotel?"]);
  expect(await texts(third)).toEqual(["Stół?"]);
});
