import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";
import { setTrait } from "./set-trait.ts";

const world = await makeWorld();
const agent = await world.member();
const read = (customerId: string) => world.ok(contract.get, agent, { customerId });

test("a correction holds over what the customer types later, and the former value stays in the history", async () => {
  const id = await world.customer({ name: "Zuzana Nowak" });
  const changed = await world.ok(contract.change, agent, { customerId: id, version: 1, name: "Zuzanna", locale: "pl" });
  expect(changed).toMatchObject({ name: "Zuzanna", locale: "pl", version: 2 });
  await world.as({ kind: "system", name: "test" }, (ctx) => setTrait(ctx, id, "name", "zuza", "customer"));
  expect((await read(id)).name).toBe("Zuzanna");
  const { items } = await world.ok(contract.timeline, agent, { customerId: id });
  expect(items.map(({ name, data }) => [name, data])).toContainEqual([
    "customer.changed",
    { key: "name", from: "Zuzana Nowak", to: "Zuzanna" },
  ]);
});

test("a birth date is taken back", async () => {
  const id = await world.customer({ birthDate: "1970-01-01" });
  expect(await world.ok(contract.change, agent, { customerId: id, version: 1, birthDate: null })).toMatchObject({
    birthDate: null,
  });
  world.now = new Date(world.now.getTime() + 1000);
  expect(await world.ok(contract.change, agent, { customerId: id, version: 2, birthDate: "1971-02-03" })).toMatchObject(
    {
      birthDate: "1971-02-03",
    },
  );
});

test("two who correct at once do not overwrite each other", async () => {
  const id = await world.customer({ name: "Jan" });
  const answers = await Promise.all(
    ["Jan Lis", "Jan Kot"].map((name) => world.call(contract.change, agent, { customerId: id, version: 1, name })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)).toMatchObject({ code: "changed_meanwhile" });
  expect((await read(id)).name).toBe(answers.find(({ status }) => status === 200)?.body.name);
});

test("a correction made while two were merged stays with the one whose value it corrected", async () => {
  const older = await world.customer({ proved: { email: "k1@wp.pl" } });
  const named = await world.customer({ name: "Karol Sowa" });
  await world.ok(contract.merge, agent, { customerId: older, otherId: named });
  await world.ok(contract.change, agent, { customerId: older, version: 1, name: "Karol Sówka" });
  const { items } = await world.ok(contract.merges, agent, { customerId: older });
  await world.ok(contract.unmerge, agent, { customerId: older, mergeId: items[0]!.id });
  expect((await read(named)).name).toBe("Karol Sówka");
  expect((await read(older)).name).toBeNull();
});

test("a customer added by hand has claims, in their one spelling", async () => {
  const added = await world.ok(contract.add, agent, {
    name: "Ion Ion",
    email: "Ion.ION@Mail.RO",
    phone: "0722 123 456",
    locale: "ro",
  });
  expect(added).toMatchObject({
    name: "Ion Ion",
    known: true,
    identifiers: [
      { ns: "email", value: "ion.ion@mail.ro", standing: "claimed" },
      { ns: "phone", value: "+40722123456", standing: "claimed" },
    ],
  });
  const more = await world.ok(contract.addIdentifier, agent, { customerId: added.id, ns: "card", value: "ab 12-3456" });
  expect(more.identifiers.map(({ value }) => value)).toContain("AB123456");
});

test.each([
  [{ email: "ion@" }, "bad_identifier"],
  [{ phone: "12" }, "bad_identifier"],
  [{ email: "office@firma.ro" }, "identifier_blocked"],
])("refuses to add %j", async (input, code) => {
  expect(await world.call(contract.add, agent, input)).toMatchObject({ status: 422, code });
});

test("a look at a customer is written down, once in five minutes", async () => {
  const id = await world.customer();
  await read(id);
  await read(id);
  const looks = await world.rows(
    "select actor from staff.audit_entry where customer_id = $1 and action = 'viewed'",
    id,
  );
  expect(looks).toEqual([{ actor: `member:${agent.id}` }]);
});

test.each(["2999-12-31", "1026-03-04", "2024-02-30"])("nobody was born on %s", async (birthDate) => {
  const customerId = await world.customer({ name: "Ewa Lis" });
  const answer = await world.call(contract.change, agent, { customerId, version: 1, birthDate });
  expect(answer).toMatchObject({ status: 400, code: "bad_input" });
  expect(await world.ok(contract.get, agent, { customerId })).toMatchObject({ birthDate: null, version: 1 });
});
