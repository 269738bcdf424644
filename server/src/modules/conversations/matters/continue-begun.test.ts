import { beforeAll, expect, test } from "vitest";
import * as chat from "../../../../../contract/chat.ts";
import * as desk from "../../../../../contract/conversations.ts";
import * as people from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();
const mail = await world.mailbox();
beforeAll(async () => {
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example" });
  await world.site({ mailAddressId: id });
});

type Device = Awaited<ReturnType<typeof world.device>>;
const wait = (ms: number) => {
  world.now = new Date(world.now.getTime() + ms);
};

async function proveOn(device: Device, email: string): Promise<void> {
  wait(61_000);
  await world.ok(chat.requestCode, device, { email });
  await world.settle();
  const letter = mail.mails.findLast((one) => one.to.includes(email))!;
  await world.ok(chat.prove, device, { email, code: /\d{6}/.exec(letter.mail.text!)![0] });
}

/** A matter of a proved address, and a chat begun on a new device a while later. */
async function begun(over: { name?: string } = {}) {
  wait(60_000);
  const first = await world.matter({ subject: "Lampa", text: "Lampa nie świeci.", ...over });
  wait(60_000);
  const device = await world.device();
  await world.ok(chat.say, device, { text: "Halo, jestem w sklepie." });
  return { first, device };
}

const mattersOf = async (customerId: string) => (await world.ok(desk.ofCustomer, agent, { customerId })).items;
const texts = async (matter: { customerId: string; matterId: string }) =>
  (await world.ok(desk.messages, agent, matter)).items.map(({ text }) => text).toReversed();
const rowsOf = async () => [
  await world.rows("select * from conversations.matter order by id"),
  await world.rows("select * from conversations.joined order by other_id"),
  await world.rows("select * from conversations.message order by id"),
];

test("a chat begun before its proof goes on in the matter that the person had before", async () => {
  const { first, device } = await begun();
  await proveOn(device, first.email);
  expect(await mattersOf(first.customerId)).toMatchObject([
    { id: first.id, number: first.number, preview: "Halo, jestem w sklepie.", channels: ["form", "chat"] },
  ]);
  await world.ok(chat.say, device, { text: "Przy kasie." });
  expect(await texts(first)).toEqual(["Lampa nie świeci.", "Halo, jestem w sklepie.", "Przy kasie."]);
  expect(await world.ok(desk.get, agent, first)).toMatchObject({ alsoOpen: [], joined: [{}] });
});

test("an unmerge with nothing written between gives both matters back as they were, and asks nobody", async () => {
  const { first, device } = await begun();
  const { version } = (await world.ok(desk.get, agent, first)).matter;
  await world.ok(desk.change, agent, { ...first, version, state: "waiting" });
  const before = await rowsOf();
  await proveOn(device, first.email);
  await world.settle();
  expect((await world.ok(desk.get, agent, first)).matter.state).toBe("open");
  const { items } = await world.ok(people.merges, agent, { customerId: first.customerId });
  const { leftovers } = await world.ok(people.unmerge, agent, { customerId: first.customerId, mergeId: items[0]!.id });
  expect(leftovers).toEqual([]);
  await world.settle();
  expect(await rowsOf()).toEqual(before);
  await world.replay();
  await world.settle();
  expect(await rowsOf()).toEqual(before);
});

test("what was written while they were one stays where it was written, for a person to split", async () => {
  const { first, device } = await begun();
  await proveOn(device, first.email);
  await world.ok(chat.say, device, { text: "Przy kasie." });
  const { items } = await world.ok(people.merges, agent, { customerId: first.customerId });
  const { leftovers } = await world.ok(people.unmerge, agent, { customerId: first.customerId, mergeId: items[0]!.id });
  expect(leftovers).toMatchObject([{ id: first.id, foreign: 1 }]);
  await world.settle();
  expect(await mattersOf(device.leafId)).toMatchObject([{ preview: "Halo, jestem w sklepie.", channels: ["chat"] }]);
  expect(await texts(first)).toEqual(["Lampa nie świeci.", "Przy kasie."]);
  expect(await mattersOf(first.customerId)).toMatchObject([{ preview: "Przy kasie." }]);
});

test("so it does when staff had joined the two already by what was only claimed; taken apart by them it stays so", async () => {
  const { first, device } = await begun();
  await world.ok(people.merge, agent, { customerId: first.customerId, otherId: device.leafId });
  await world.settle();
  expect((await world.ok(desk.get, agent, first)).alsoOpen).toHaveLength(1);
  await proveOn(device, first.email);
  const [matter] = await mattersOf(first.customerId);
  expect(matter).toMatchObject({ id: first.id, channels: ["form", "chat"] });
  const { joined } = await world.ok(desk.get, agent, first);
  const { customerId: otherCustomerId, id: otherId } = joined[0]!;
  await world.ok(desk.unjoin, agent, { ...first, otherCustomerId, otherId });
  await proveOn(device, first.email);
  expect(await mattersOf(first.customerId)).toHaveLength(2);
});

test("what was said elsewhere, too, is not joined by a second address that is proved: staff are offered to", async () => {
  const { first, device } = await begun();
  await proveOn(device, first.email);
  const second = await world.matter({ text: "Faktura na firmę" });
  await proveOn(device, second.email);
  const { alsoOpen } = await world.ok(desk.get, agent, first);
  expect(alsoOpen).toMatchObject([{ id: second.id }]);
});

test("a chat of somebody who cannot be the owner of the address stays a matter of its own", async () => {
  const { first, device } = await begun({ name: "Anna Kowalska" });
  await world.ok(chat.introduce, device, { name: "Jan Kowalski" });
  await proveOn(device, first.email);
  await world.settle();
  expect(await mattersOf(device.leafId)).toMatchObject([{ preview: "Halo, jestem w sklepie." }]);
  expect(await mattersOf(first.customerId)).toMatchObject([{ id: first.id }]);
});

test("a matter that rests for more than 14 days, or is closed, is not taken up again", async () => {
  const old = await world.matter({ text: "Dawno temu" });
  wait(15 * 86_400_000);
  const closed = await world.matter({ text: "Załatwione" });
  await world.ok(desk.change, agent, { ...closed, version: 1, state: "closed" });
  for (const first of [old, closed]) {
    const device = await world.device();
    await world.ok(chat.say, device, { text: "Nowa sprawa" });
    await proveOn(device, first.email);
    expect((await mattersOf(first.customerId)).map(({ preview }) => preview)).toEqual([
      "Nowa sprawa",
      first === old ? "Dawno temu" : "Załatwione",
    ]);
  }
});

test("matters that a merge by staff brings together stay two, and are offered to be read as one", async () => {
  const [one, other] = [await world.matter({ text: "Lampa" }), await world.matter({ text: "Ta sama lampa" })];
  expect((await world.ok(desk.get, agent, one)).alsoOpen).toEqual([]);
  await world.ok(people.merge, agent, { customerId: one.customerId, otherId: other.customerId });
  await world.settle();
  const { alsoOpen } = await world.ok(desk.get, agent, one);
  expect(alsoOpen).toMatchObject([{ id: other.id, customerId: other.customerId, number: other.number }]);
  const joined = await world.ok(desk.join, agent, { ...one, otherCustomerId: other.customerId, otherId: other.id });
  expect(joined.alsoOpen).toEqual([]);
  const split = await world.ok(desk.split, agent, { ...one, messageIds: [one.messageId], subject: "Osobno" });
  expect((await world.ok(desk.get, agent, { customerId: split.customerId, matterId: split.id })).alsoOpen).toEqual([]);
});
