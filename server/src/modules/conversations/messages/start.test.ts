import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
await world.mailAddress();
const outside = await world.mailbox();
const agent = await world.member();

test("a matter begun by us waits for the customer, whose answer continues it", async () => {
  const customerId = await world.customer({ proved: { email: "iza@mail.example.com" } });
  const to = { ns: "email" as const, value: "iza@mail.example.com" };
  const input = { customerId, subject: "Państwa zamówienie", channel: "email" as const, to, text: "Jest do odbioru." };
  const matter = await world.ok(contract.start, agent, input);
  expect(matter).toMatchObject({
    customerId,
    state: "waiting",
    assigneeId: agent.id,
    lastChannel: "email",
    needsReply: false,
  });
  await world.settle();
  const { mail } = outside.mails.at(-1)!;
  expect(mail.subject).toBe(`Państwa zamówienie [#${matter.number}]`);
  expect(mail.headers.get("in-reply-to")).toBeUndefined();
  const answer = await world.matter({ customerId, email: "iza@mail.example.com", text: "Będę jutro." });
  expect(answer.id).toBe(matter.id);
});

test("a matter to somebody who cannot be reached is not begun", async () => {
  const customerId = await world.customer();
  const to = { ns: "email" as const, value: "obca@mail.example.com" };
  const input = { customerId, subject: "Dzień dobry", channel: "email" as const, to, text: "Halo" };
  expect(await world.call(contract.start, agent, input)).toMatchObject({ status: 409, code: "not_reachable" });
  expect((await world.ok(contract.ofCustomer, agent, { customerId })).items).toEqual([]);
});
