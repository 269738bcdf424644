import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { isActiveMember, memberNames } from "./member-names.ts";

const world = await makeWorld();
const [ewa, jan] = [await world.member({ name: "Ewa" }), await world.member({ name: "Jan" })];
await world.rows("update staff.member set active = false where id = $1", jan.id);
const system = { kind: "system", name: "test" } as const;

test.each([
  [{}, ["Ewa", "Jan"]],
  [{ active: true }, ["Ewa"]],
  [{ active: false }, ["Jan"]],
])("colleagues %o", async (input, names) => {
  const { items } = await world.ok(contract.members, ewa, input);
  expect(items.map((member) => member.name)).toEqual(names);
});

const stranger = "019b0000-0000-7000-8000-000000000000";

test("names of members, also of those who left; strangers are missing", async () => {
  const names = await world.as(system, (ctx) => memberNames(ctx, [jan.id, ewa.id, jan.id, stranger]));
  expect([...names.values()].map(({ name }) => name).sort()).toEqual(["Ewa", "Jan"]);
  expect(await world.as(system, (ctx) => memberNames(ctx, []))).toEqual(new Map());
});

test("who still works here", async () => {
  const active = (id: string) => world.as(system, (ctx) => isActiveMember(ctx, id));
  expect([await active(ewa.id), await active(jan.id), await active(stranger)]).toEqual([true, false, false]);
});
