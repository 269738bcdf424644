import { expect, test } from "vitest";
import * as customers from "../../../../contract/customers.ts";
import { makeWorld } from "../../../test/world.ts";
import { contribution } from "./contribution.ts";
import { receive } from "./messages/receive.ts";

const world = await makeWorld();
const agent = await world.member();
const system = { kind: "system", name: "test" } as const;

test("the single view says how many matters there are and when the customer last spoke by which channel", async () => {
  const matter = await world.matter({ channel: "form" });
  world.now = new Date(world.now.getTime() + 60_000);
  await world.matter({ customerId: matter.customerId, email: matter.email, channel: "chat" });
  const { summaries } = await world.ok(customers.get, agent, { customerId: matter.customerId });
  expect(summaries.find((one) => one.room === "conversations")?.items).toEqual([
    { key: "open", value: 1, at: null },
    { key: "matters", value: 1, at: null },
    { key: "last_chat", value: null, at: world.now.toISOString() },
    { key: "last_form", value: null, at: new Date(world.now.getTime() - 60_000).toISOString() },
  ]);
});

test.each([
  ["its number", (number: number) => String(number)],
  ["its number with a mark", (number: number) => `#${number}`],
  ["words of its subject, without diacritics, by their beginnings", () => "zlac zarowk"],
  ["words written with more diacritics than it has", () => "OĐ PĘKNIETA"],
])("a matter is found by %s", async (_, q) => {
  const matter = await world.matter({ name: "Ola Nowak", subject: "Pęknięta złączka od Żarówki" });
  const { items } = await world.ok(customers.search, agent, { q: q(matter.number) });
  const hits = items.filter((hit) => hit.kind === "matter");
  expect(hits).toContainEqual(
    expect.objectContaining({
      id: matter.id,
      title: `#${matter.number} Pęknięta złączka od Żarówki`,
      detail: "Ola Nowak",
    }),
  );
});

test.each(["&|!():*", "'; drop table x", "\\", "1 <-> 2"])("the search takes %s for words", async (q) => {
  expect((await world.call(customers.search, agent, { q })).status).toBe(200);
});

test("after an unmerge the matter in which both spoke is left over for a person", async () => {
  const matter = await world.matter();
  const other = await world.customer();
  await world.as(system, (ctx) =>
    receive(ctx, {
      channel: "chat",
      leafId: other,
      identifier: null,
      externalKey: null,
      text: "Ja też",
      at: ctx.now,
      matterHint: { customerId: matter.customerId, id: matter.id },
    }),
  );
  const left = await world.as(system, (ctx) => contribution.leftovers!(ctx, [matter.customerId], [other]));
  expect(left).toMatchObject([{ customerId: matter.customerId, id: matter.id, foreign: 1 }]);
  expect(await world.as(system, (ctx) => contribution.leftovers!(ctx, [other], [matter.customerId]))).toEqual([]);
});

test("a merge is told what would come together", async () => {
  const matter = await world.matter();
  const counted = await world.as(system, (ctx) => contribution.contents!(ctx, [matter.customerId]));
  expect(counted).toEqual({ matters: 1, messages: 1 });
});
