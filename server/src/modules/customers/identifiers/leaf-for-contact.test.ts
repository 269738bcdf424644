import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";
import { type Contact, leafForContact } from "./leaf-for-contact.ts";

const world = await makeWorld();
const staff = await world.member();
const system = { kind: "system", name: "test" } as const;
let n = 0;
const address = () => ({ ns: "email" as const, value: `ola${++n}@poczta.pl` });
const arrive = (contact: Omit<Contact, "proof"> & { proved?: true }) => {
  const { proved, ...rest } = contact;
  const proof = proved ? { how: "dmarc" as const, ref: "mail" } : null;
  return world.as(system, (ctx) => leafForContact(ctx, { ...rest, proof }));
};
const customer = (customerId: string) => world.ok(contract.get, staff, { customerId });

test("a typed address is a claim: it opens no history, joins nobody and suggests the two to staff", async () => {
  const identifier = address();
  const owner = await world.customer({ name: "Ola Wrona", proved: { email: identifier.value } });
  const { leafId, standing } = await arrive({ identifier, origin: "form", name: "Ola Wrona" });
  await world.settle();
  expect(standing).toBe("claimed");
  expect(await customer(leafId)).toMatchObject({
    id: leafId,
    leafIds: [leafId],
    suggestions: [{ customer: { id: owner }, value: identifier.value, reason: "claimed_here" }],
  });
  expect((await customer(owner)).suggestions).toMatchObject([{ customer: { id: leafId }, reason: "claimed_there" }]);
});

test("a second form with the same address comes from the same stranger, under another name from another", async () => {
  const identifier = address();
  const first = await arrive({ identifier, origin: "form", name: "Jan Kot" });
  expect((await arrive({ identifier, origin: "form", name: "jan kot" })).leafId).toBe(first.leafId);
  const other = await arrive({ identifier, origin: "form", name: "Ewa Lis" });
  expect(other.leafId).not.toBe(first.leafId);
  expect((await arrive({ identifier, origin: "form", name: "Ewa Lis" })).leafId).toBe(other.leafId);
  expect((await arrive({ identifier, origin: "mail", name: "Jan Kot" })).leafId).not.toBe(first.leafId);
});

test("a claim is not added to a stranger whom staff have joined to a customer", async () => {
  const identifier = address();
  const owner = await world.customer({ proved: { email: identifier.value } });
  const first = await arrive({ identifier, origin: "form" });
  await world.ok(contract.merge, staff, { customerId: owner, otherId: first.leafId });
  const second = await arrive({ identifier, origin: "form" });
  expect((await customer(second.leafId)).leafIds).toEqual([second.leafId]);
});

test("two first contacts of a stranger at the same moment make one stranger", async () => {
  const identifier = address();
  // Connections are opened first, so that the contacts really meet.
  await Promise.all([1, 2, 3, 4].map(() => world.rows("select pg_sleep(0.1)")));
  const both = await Promise.all([1, 2, 3, 4].map(() => arrive({ identifier, origin: "form", name: "Adam Zych" })));
  expect(new Set(both.map(({ leafId }) => leafId)).size).toBe(1);
});

test("aligned mail proves its sender, and the next one comes from the same person", async () => {
  const identifier = address();
  const first = await arrive({ identifier, origin: "mail", proved: true, name: "Ion Rusu" });
  expect(first.standing).toBe("proved");
  expect(await arrive({ identifier, origin: "mail", proved: true, name: "Rusu Ion" })).toEqual(first);
});

test("who proves an address that another leaf has proved becomes one person with it, in the background", async () => {
  const identifier = address();
  const owner = await world.customer({ proved: { email: identifier.value } });
  const device = await world.device();
  await arrive({ identifier, origin: "chat", leafId: device.leafId, proved: true });
  await world.settle();
  expect(await customer(device.leafId)).toMatchObject({ id: owner, leafIds: [owner, device.leafId] });
});

test("info@ names nobody: it is kept as blocked, joins nobody and finds its earlier letter again", async () => {
  const identifier = { ns: "email" as const, value: "biuro@firma-kowal.pl" };
  const first = await arrive({ identifier, origin: "mail", proved: true });
  expect(first.standing).toBe("blocked");
  expect((await arrive({ identifier, origin: "mail", proved: true })).leafId).toBe(first.leafId);
  const device = await world.device();
  await arrive({ identifier, origin: "chat", leafId: device.leafId, proved: true });
  await world.settle();
  expect((await customer(device.leafId)).leafIds).toEqual([device.leafId]);
});

test("the other one at the same browser, or answering the other's letter, is not taken for the one known there", async () => {
  const identifier = address();
  const leafId = await world.customer({ name: "Anna Kowalska", proved: { email: identifier.value } });
  const form = await arrive({ identifier, origin: "form", leafId, name: "Jan Kowalski" });
  expect(form.leafId).not.toBe(leafId);
  const reply = await arrive({ identifier, origin: "mail", leafId, proved: true, name: "Jan Kowalski" });
  expect(reply.leafId).not.toBe(leafId);
  await world.settle();
  expect((await customer(leafId)).leafIds).toEqual([leafId]);
  for (const name of ["Ania Kowalska", "Anna Nowak", "AK", undefined])
    expect((await arrive({ identifier, origin: "form", leafId, ...(name ? { name } : {}) })).leafId).toBe(leafId);
});
