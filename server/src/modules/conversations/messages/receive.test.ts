import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";
import { type Contact, receive } from "./receive.ts";

const world = await makeWorld();
const system = { kind: "system", name: "test" } as const;
const DAY = 86_400_000;

const says = (leafId: string, over: Partial<Contact> = {}) =>
  world.as(system, (ctx) =>
    receive(ctx, {
      channel: "chat",
      leafId,
      identifier: null,
      externalKey: null,
      text: "Dzień dobry",
      at: ctx.now,
      ...over,
    }),
  );

test("a first contact opens a matter with a number that the whole desk can find it by", async () => {
  const customerId = await world.customer({ name: "Ola Nowak" });
  const taken = await says(customerId, { text: "Gdzie jest   moja paczka?\n\nOla" });
  const agent = await world.member();
  const matter = await world.ok(contract.byNumber, agent, { number: taken!.number });
  expect(matter).toMatchObject({
    customerId,
    subject: "Gdzie jest moja paczka? Ola",
    state: "open",
    needsReply: true,
    lastChannel: "chat",
    assigneeId: null,
  });
  const { items } = await world.ok(contract.messages, agent, { customerId, matterId: matter.id });
  expect(items).toMatchObject([{ direction: "in", author: { kind: "customer", name: "Ola Nowak" }, viaLeaf: null }]);
});

test("the next contact of the person continues the open matter, whatever the channel", async () => {
  const customerId = await world.customer();
  const first = await says(customerId);
  const second = await says(customerId, { channel: "form", text: "I jeszcze jedno" });
  expect(second).toMatchObject({ matterId: first!.matterId, opened: false });
  const [row] = await world.rows("select channels, preview from conversations.matter where id = $1", first!.matterId);
  expect(row).toEqual({ channels: ["chat", "form"], preview: "I jeszcze jedno" });
});

test.each([
  ["13 days later", false, 13],
  ["15 days later", true, 15],
])("a contact %s: a new matter is %s", async (_, isNew, days) => {
  const customerId = await world.customer();
  const first = await says(customerId);
  const later = await says(customerId, { at: new Date(world.now.getTime() + days * DAY) });
  expect(later!.opened).toBe(isNew);
  expect(later!.matterId === first!.matterId).toBe(!isNew);
});

test("a closed matter is not continued, but opened again by a contact that names it", async () => {
  const customerId = await world.customer();
  const agent = await world.member();
  const first = await says(customerId);
  const ref = { customerId, matterId: first!.matterId };
  await world.ok(contract.change, agent, { ...ref, version: 1, state: "closed" });
  const second = await says(customerId);
  expect(second!.matterId).not.toBe(first!.matterId);
  const third = await says(customerId, { matterHint: { customerId, id: first!.matterId } });
  expect(third).toMatchObject({ matterId: first!.matterId, opened: false });
  expect((await world.ok(contract.get, agent, ref)).matter).toMatchObject({ state: "open", needsReply: true });
});

test("a repeat of what the channel named before changes nothing", async () => {
  const customerId = await world.customer();
  const first = await says(customerId, { externalKey: "m-1" });
  expect(await says(customerId, { externalKey: "m-1" })).toBeNull();
  expect(await says(customerId, { channel: "email", externalKey: "m-1" })).not.toBeNull();
  const rows = await world.rows(
    "select channel from conversations.message where matter_id = $1 order by id",
    first!.matterId,
  );
  expect(rows).toEqual([{ channel: "chat" }, { channel: "email" }]);
});

test("contacts of one person at the same moment make one matter", async () => {
  const customerId = await world.customer();
  const taken = await Promise.all(Array.from({ length: 8 }, (_, i) => says(customerId, { text: `Zdanie ${i}` })));
  expect(new Set(taken.map((one) => one!.matterId)).size).toBe(1);
  expect(taken.filter((one) => one!.opened)).toHaveLength(1);
  const rows = await world.rows("select 1 from conversations.message where matter_id = $1", taken[0]!.matterId);
  expect(rows).toHaveLength(8);
});

test("deliveries of one contact at the same moment make one message", async () => {
  const customerId = await world.customer();
  const taken = await Promise.all(Array.from({ length: 6 }, () => says(customerId, { externalKey: "m-2" })));
  expect(taken.filter((one) => one !== null)).toHaveLength(1);
});

test("what another leaf of the person says joins the matter under its owner, and says who spoke", async () => {
  const customerId = await world.customer({ name: "Ola Nowak" });
  const other = await world.customer({ name: "Ola Nowak" });
  const first = await says(customerId);
  await world.rows("update customers.leaf set canonical_id = $1 where id = $2", customerId, other);
  const second = await says(other, { text: "Z telefonu" });
  expect(second!.matterId).toBe(first!.matterId);
  const agent = await world.member();
  const { items } = await world.ok(contract.messages, agent, { customerId, matterId: first!.matterId });
  expect(items[0]).toMatchObject({ customerId, viaLeaf: other, text: "Z telefonu" });
});

test("an automatic answer of the customer's machine changes nobody's turn", async () => {
  const customerId = await world.customer();
  const agent = await world.member();
  const first = await says(customerId);
  const ref = { customerId, matterId: first!.matterId };
  await world.ok(contract.change, agent, { ...ref, version: 1, state: "waiting" });
  await says(customerId, {
    kind: "auto_reply",
    text: "Jestem na urlopie",
    matterHint: { customerId, id: ref.matterId },
  });
  expect((await world.ok(contract.get, agent, ref)).matter.state).toBe("waiting");
});
