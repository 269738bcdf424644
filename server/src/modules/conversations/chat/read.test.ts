import { expect, test } from "vitest";
import * as chat from "../../../../../contract/chat.ts";
import * as desk from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
await world.site();
const anna = await world.member({ name: "Anna" });

/** A chat with answers of ours. */
const talk = async (...answers: string[]) => {
  const device = await world.device();
  const said = await world.ok(chat.say, device, { text: "Czy jest?" });
  const [line] = (await world.ok(desk.ofCustomer, anna, { customerId: device.leafId })).items;
  const at = { customerId: line!.customerId, matterId: line!.id };
  const to = { ns: "device" as const, value: device.id };
  const sent: string[] = [];
  for (const text of answers) {
    world.now = new Date(world.now.getTime() + 1000);
    const reply = await world.ok(desk.reply, anna, { ...at, channel: "chat", to, text, seen: said.id });
    sent.push(reply.id);
  }
  const states = async () => {
    const { items } = await world.ok(desk.messages, anna, at);
    return sent.map((id) => items.find((item) => item.id === id)!.delivery!.state);
  };
  return { device, sent, states };
};

test("what is on the customer's screen is read, what came after it is not", async () => {
  const { device, sent, states } = await talk("Jest.", "Nawet dwie.", "Odłożyć?");
  expect(await states()).toEqual(["sent", "sent", "sent"]);
  await world.ok(chat.thread, device, {});
  expect(await states()).toEqual(["delivered", "delivered", "delivered"]);
  await world.ok(chat.read, device, { messageId: sent[1]! });
  expect(await states()).toEqual(["read", "read", "delivered"]);
  await world.ok(chat.thread, device, {});
  expect(await states()).toEqual(["read", "read", "delivered"]);
});

test("another device reads nothing for this one", async () => {
  const { sent, states } = await talk("Jest.");
  expect((await world.call(chat.read, await world.device(), { messageId: sent[0]! })).status).toBe(404);
  expect(await states()).toEqual(["sent"]);
});
