import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { intakeOf } from "../../../../test/intake.ts";
import { openLive } from "../../../../test/live.ts";
import { makeWorld } from "../../../../test/world.ts";
import { touch } from "./touch.ts";

const world = await makeWorld();
const agent = await world.member();
const names = async (q: string) => (await world.ok(contract.list, agent, { q })).items.map(({ name }) => name);
const pass = () => {
  world.now = new Date(world.now.getTime() + 1000);
};

const made = new Map<string, string>();
for (const [name, proved] of [
  ["Łucja Świątek", { email: "lucja.swiatek@poczta.pl", phone: "+48 501 222 333" }],
  ["Żaneta Gęś", { email: "zg@wp.pl" }],
  ["Ștefan Țîrlea", { phone: "0722 123 459" }],
  ["Ioana Șerban-Munteanu", { card: "7788 9900 11" }],
  ["Anna Nowak", { email: "50%_off@shop.example.org" }],
  ["Jan Nowacki", {}],
] as const) {
  made.set(name, await world.customer({ name, proved }));
  pass();
}

test.each([
  ["swiatek", ["Łucja Świątek"]],
  ["ŚWIĄTEK łucja", ["Łucja Świątek"]],
  ["gęś", ["Żaneta Gęś"]],
  ["ges zan", ["Żaneta Gęś"]],
  ["tirlea", ["Ștefan Țîrlea"]],
  ["ţîrlea ştefan", ["Ștefan Țîrlea"]],
  ["serban", ["Ioana Șerban-Munteanu"]],
  ["munt", ["Ioana Șerban-Munteanu"]],
  ["nowa", ["Jan Nowacki", "Anna Nowak"]],
  ["n", ["Jan Nowacki", "Anna Nowak"]],
  ["no ja", ["Jan Nowacki"]],
  ["nowak jan", []],
])("the name %s finds %j", async (q, found) => {
  expect(await names(q)).toEqual(found);
});

test.each([
  ["lucja.swiatek@poczta.pl", ["Łucja Świątek"]],
  ["LUCJA.swiatek@", ["Łucja Świątek"]],
  ["@poczta", ["Łucja Świątek"]],
  ["zg", ["Żaneta Gęś"]],
  ["50%_", ["Anna Nowak"]],
  ["%", []],
  ["5_%", []],
])("the address %s finds %j", async (q, found) => {
  expect(await names(q)).toEqual(found);
});

test.each([
  ["501222333", ["Łucja Świątek"]],
  ["+48 501-222-333", ["Łucja Świątek"]],
  ["(0048) 501 222 333", ["Łucja Świątek"]],
  ["222 333", ["Łucja Świątek"]],
  ["\u200e+48 501 222 333\u202c", ["Łucja Świątek"]],
  ["0 501 222 333", ["Łucja Świątek"]],
  ["0722.123.459", ["Ștefan Țîrlea"]],
  ["+40 (0)722 123 459", ["Ștefan Țîrlea"]],
  ["0722 12", ["Ștefan Țîrlea"]],
  ["77-88-99-00-11", ["Ioana Șerban-Munteanu"]],
  ["33", []],
])("the number %s finds %j", async (q, found) => {
  expect(await names(q)).toEqual(found);
});

test("one line a person, last seen first, page by page", async () => {
  const [lucja, jan] = [made.get("Łucja Świątek")!, made.get("Jan Nowacki")!];
  const device = await world.device({ name: "Łucja" });
  await world.ok(contract.merge, agent, { customerId: lucja, otherId: device.leafId });
  pass();
  await world.as(device.actor, (ctx) => touch(ctx, device.leafId));
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await world.ok(contract.list, agent, { limit: 2, ...(cursor ? { cursor } : {}) });
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(seen.slice(0, 2)).toEqual([lucja, jan]);
  expect(seen).toHaveLength(6);
  expect(new Set(seen).size).toBe(6);
});

test("the moments shown are in the order of the list, also where a browser without a word was joined", async () => {
  const browser = await world.customer({ known: false });
  await world.ok(contract.merge, agent, { customerId: made.get("Anna Nowak")!, otherId: browser });
  const moments = (await world.ok(contract.list, agent, {})).items.map(({ lastSeenAt }) => lastSeenAt);
  expect(moments).toEqual(moments.toSorted().toReversed());
});

test("whoever watches the list is told of a customer who is added, changed, merged or seen", async () => {
  const live = openLive(world.url, agent);
  await live.next("hello");
  live.send({ t: "watch", topics: ["customer"] });
  await live.next("watching");
  const told = async () => (await live.next("hint")).topics;
  const intake = intakeOf(world);
  const { writeKey } = await intake.source();
  const { id: customerId, version } = await world.ok(contract.add, agent, { name: "Crina Ardelean" });
  expect(await told()).toEqual(["customer"]);
  await world.ok(contract.change, agent, { customerId, version, name: "Crina Bădescu" });
  expect(await told()).toEqual(["customer"]);
  await world.ok(contract.merge, agent, { customerId, otherId: made.get("Jan Nowacki")! });
  expect(await told()).toEqual(["customer"]);
  await intake.post("page", { writeKey, userId: "crina", name: "Lămpi" });
  expect(await told()).toEqual(["customer"]);
  await live.close();
});

test("browsers that never said a word are listed only when asked for", async () => {
  const browser = await world.customer({ known: false });
  const ids = async (anonymous: boolean) =>
    (await world.ok(contract.list, agent, { anonymous })).items.map(({ id }) => id);
  expect(await ids(false)).not.toContain(browser);
  expect(await ids(true)).toContain(browser);
});

test("a cursor of our own making is refused when it was changed", async () => {
  expect(await world.call(contract.list, agent, { cursor: "x" })).toMatchObject({ status: 400, code: "bad_input" });
});

test("the search over all rooms finds customers", async () => {
  const { items } = await world.ok(contract.search, agent, { q: "swiatek" });
  expect(items).toMatchObject([
    {
      kind: "customer",
      id: made.get("Łucja Świątek"),
      title: "Łucja Świątek",
      detail: "lucja.swiatek@poczta.pl · +48501222333",
    },
  ]);
});

test("a person is a customer since the oldest leaf began, whichever was seen last", async () => {
  const began = world.now;
  const older = await world.customer({ name: "Bogumiła Wrześniewska" });
  pass();
  const younger = await world.customer({ name: "Bogumiła Wrześniewska" });
  await world.ok(contract.merge, agent, { customerId: younger, otherId: older });
  const { items } = await world.ok(contract.list, agent, { q: "wrzesniewska" });
  expect(items).toMatchObject([{ id: older, createdAt: began.toISOString() }]);
});
