import pg from "pg";
import { expect, test, vi } from "vitest";
import { get, list, timeline } from "../../../../../contract/customers.ts";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const { writeKey } = await intake.source({ trusted: true });
const { writeKey: doubtful } = await intake.source({ trusted: false });
const agent = await world.member();
let n = 0;
const newId = () => `m-${++n}`;
const identify = (anonymousId: string, over: object = {}) => ({
  type: "identify",
  anonymousId,
  messageId: newId(),
  ...over,
});
const leafOf = async (messageId: string) => (await intake.written(messageId))[0]!.customer_id;
const customerOf = async (messageId: string) => world.ok(get, agent, { customerId: await leafOf(messageId) });

test("what identify tells is the customer's name, and an address that is claimed and no more", async () => {
  const owner = await world.customer({ name: "Ewa Żak", proved: { email: "ewa@mail.example.com" } });
  const event = identify("b-1", {
    traits: { firstName: "Ewa", lastName: "Żak", email: " EWA@mail.example.com", phone: "601 234 567" },
  });
  await intake.batch(doubtful, [event]);
  await world.settle();
  const customer = await customerOf(event.messageId);
  expect(customer.id).not.toBe(owner);
  expect(customer).toMatchObject({ name: "Ewa Żak", suggestions: [{ customer: { id: owner }, ns: "email" }] });
  expect(customer.identifiers).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ns: "email", value: "ewa@mail.example.com", standing: "claimed" }),
      expect.objectContaining({ ns: "phone", value: "+48601234567", standing: "claimed" }),
    ]),
  );
});

test.each([
  ["a role's address", { email: "info@mail.example.com" }],
  ["what is no address", { email: "ewa at mail", phone: "12" }],
  ["what is no text", { email: ["a@mail.example.com"], phone: {}, name: 7 }],
])("%s stays in the event", async (_, traits) => {
  const event = identify("b-2", { traits });
  await intake.batch(writeKey, [event]);
  const customer = await customerOf(event.messageId);
  expect(customer.identifiers.map(({ ns }) => ns)).toEqual(["anonymous"]);
  expect(await intake.written(event.messageId)).toMatchObject([{ data: { traits } }]);
});

test("the name that was said last holds, in whatever order it arrives; a change is news, a repeat is none", async () => {
  const at = (minutes: number) => new Date(world.now.getTime() - minutes * 60_000).toISOString();
  const said = (name: string, minutes: number) => identify("b-3", { traits: { name }, timestamp: at(minutes) });
  const [old, middle, latest] = [said("Anna Nowak", 30), said("Anna Zając", 20), said("Anna Wilk", 10)];
  await intake.batch(writeKey, [middle]);
  await intake.batch(writeKey, [latest, { ...old }]);
  await intake.batch(writeKey, [said("Anna Wilk", 5)]);
  await world.settle();
  const customer = await customerOf(latest.messageId);
  expect(customer.name).toBe("Anna Wilk");
  const { items } = await world.ok(timeline, agent, { customerId: customer.id });
  const changes = items.filter((item) => item.name === "customer.changed");
  expect(changes).toMatchObject([{ data: { from: "Anna Zając", to: "Anna Wilk" } }]);
});

test("an address is news the first time only", async () => {
  const traits = { email: "jan@mail.example.com" };
  const events = [identify("b-4", { traits }), identify("b-4", { traits })];
  await intake.batch(writeKey, events);
  await intake.batch(writeKey, [identify("b-4", { traits })]);
  const customer = await customerOf(events[0]!.messageId);
  const { items } = await world.ok(timeline, agent, { customerId: customer.id });
  expect(items.filter((item) => item.name === "identifier.claimed")).toMatchObject([
    { data: { ns: "email", how: "typed" } },
  ]);
});

test("whoever signs in with a trusted source is one person with what the browser did before", async () => {
  const looked = track(newId(), { anonymousId: "b-5" });
  const signedIn = identify("b-5", { userId: "u-5", traits: { name: "Ewa" } });
  await intake.batch(writeKey, [looked, signedIn]);
  await world.settle();
  expect((await customerOf(looked.messageId)).id).toBe((await customerOf(signedIn.messageId)).id);
});

test("a source that is not trusted, or a link, joins nobody", async () => {
  const account = track(newId(), { anonymousId: undefined, userId: "u-6" });
  const claimed = track(newId(), { anonymousId: "b-6", userId: "u-6" });
  const linked = track(newId(), { anonymousId: "b-7", userId: "u-6", context: { page: { search: "?ajs_uid=u-6" } } });
  await intake.batch(writeKey, [account, linked]);
  await intake.batch(doubtful, [claimed]);
  await world.settle();
  const ids = await Promise.all(
    [account, claimed, linked].map(async ({ messageId }) => (await customerOf(messageId)).id),
  );
  expect(new Set(ids).size).toBe(3);
});

test("sixty sign-ins at once are sixty people, and cost no more statements than two", async () => {
  const signIns = (count: number, mark: string) =>
    Array.from({ length: count }, (_, i) =>
      identify(`${mark}-${i}`, {
        userId: `user-${mark}-${i}`,
        traits: { name: `Ewa ${mark} ${i}`, email: `${mark}${i}@mail.example.com` },
      }),
    );
  const asked = vi.spyOn(pg.Client.prototype, "query");
  const statements = async (events: object[]) => {
    const before = asked.mock.calls.length;
    await intake.batch(writeKey, events);
    return asked.mock.calls.length - before;
  };
  const few = await statements(signIns(2, "few"));
  const many = signIns(60, "many");
  expect(few).toBeGreaterThan(5);
  expect(await statements(many)).toBeLessThan(few + 5);
  asked.mockRestore();
  await world.settle();
  const { items } = await world.ok(list, agent, { q: "Ewa many", limit: 100 });
  expect(items).toHaveLength(60);
  const { leafIds } = await customerOf(many[59]!.messageId);
  expect(leafIds).toHaveLength(2);
});
