import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const admin = await world.member({ role: "administrator" });
const leavesOf = async (customerId: string) => (await world.ok(contract.get, admin, { customerId })).leafIds;

test("a blocked number parts those whom it had joined, and joins them again when it is let go", async () => {
  const phone = "+48223104567";
  const [a, b] = [await world.customer({ proved: { phone } }), await world.customer({ proved: { phone } })];
  await world.settle();
  expect(await leavesOf(b)).toEqual([a, b]);

  const { id } = await world.ok(contract.blockValue, admin, { ns: "phone", kind: "exact", value: "22 310 45 67" });
  await world.settle();
  expect(await leavesOf(b)).toEqual([b]);
  expect((await world.ok(contract.get, admin, { customerId: a })).identifiers).toMatchObject([{ standing: "blocked" }]);
  const refused = await world.call(contract.add, admin, { phone: "22 310 45 67" });
  expect(refused).toMatchObject({ status: 422, code: "identifier_blocked" });

  await world.ok(contract.unblockValue, admin, { blockedId: id });
  await world.settle();
  expect(await leavesOf(b)).toEqual([a, b]);
});

test("a pattern holds for what is claimed too", async () => {
  const guest = await world.customer({ claimed: { email: "pokoj7@hotel-sopot.pl" } });
  const other = await world.customer({ claimed: { email: "pokoj7@hotel-sopot.pl" } });
  expect((await world.ok(contract.get, admin, { customerId: guest })).suggestions).toMatchObject([
    { customer: { id: other } },
  ]);
  await world.ok(contract.blockValue, admin, { ns: null, kind: "pattern", value: "@hotel-.*\\.pl$" });
  await world.settle();
  const { identifiers, suggestions } = await world.ok(contract.get, admin, { customerId: guest });
  expect(identifiers).toMatchObject([{ standing: "blocked" }]);
  expect(suggestions).toEqual([]);
});

test.each([
  ["a pattern that is none", { ns: null, kind: "pattern", value: "(" }, "bad_identifier"],
  ["a pattern that matches everybody", { ns: null, kind: "pattern", value: ".*" }, "bad_identifier"],
  ["a pattern that can be made to take for ever", { ns: "email", kind: "pattern", value: "(a+)+$" }, "bad_identifier"],
  ["a value that is empty", { ns: null, kind: "exact", value: " " }, "bad_identifier"],
  ["an address that is none", { ns: "email", kind: "exact", value: "x" }, "bad_identifier"],
] as const)("refuses %s", async (_, input, code) => {
  expect(await world.call(contract.blockValue, admin, input)).toMatchObject({ status: 422, code });
});

test("a value is blocked once", async () => {
  const value = { ns: "card", kind: "exact", value: "9999 0000 1" } as const;
  const added = await world.ok(contract.blockValue, admin, value);
  expect(await world.call(contract.blockValue, admin, value)).toMatchObject({ status: 409, code: "name_taken" });
  expect((await world.ok(contract.blockedValues, admin, {})).items).toContainEqual(added);
  const gone = await world.call(contract.unblockValue, admin, { blockedId: admin.id });
  expect(gone).toMatchObject({ status: 404 });
});
