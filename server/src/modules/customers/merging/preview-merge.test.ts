import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();
const preview = (customerId: string, otherId: string) =>
  world.ok(contract.previewMerge, agent, { customerId, otherId });

test("a preview shows what would be and changes nothing", async () => {
  const into = await world.customer({ name: "Ana", proved: { email: "ana.pop@mail.ro" }, locale: "ro" });
  const other = await world.customer({ name: "Ana Pop", birthDate: "1980-02-29", claimed: { phone: "0722 123 457" } });
  const shown = await preview(into, other);
  expect(shown).toMatchObject({
    into: { id: into, email: "ana.pop@mail.ro" },
    other: { id: other, phone: "+40722123457" },
    leaves: 2,
    identifiers: [{ ns: "email" }, { ns: "phone" }],
    warnings: [],
    result: { name: "Ana Pop", birthDate: "1980-02-29", locale: "ro" },
  });
  expect((await world.ok(contract.get, agent, { customerId: other })).id).toBe(other);
});

test.each([
  ["names", { name: "Ana Pop" }, { name: "Ion Rusu" }, ["name_disagrees"]],
  ["birth dates", { birthDate: "1980-01-01" }, { birthDate: "1981-01-01" }, ["birth_date_disagrees"]],
  ["accounts", { proved: { user: "u-1" } }, { proved: { user: "u-2" } }, ["unique_identifier_disagrees"]],
])("%s that disagree are a warning", async (_, one, two, warnings) => {
  expect((await preview(await world.customer(one), await world.customer(two))).warnings).toEqual(warnings);
});

test("a couple parted once is a warning", async () => {
  const [a, b] = [
    await world.customer({ proved: { email: "x1@wp.pl" } }),
    await world.customer({ proved: { email: "x1@wp.pl" } }),
  ];
  await world.settle();
  const { items } = await world.ok(contract.merges, agent, { customerId: a });
  await world.ok(contract.unmerge, agent, { customerId: a, mergeId: items[0]!.id });
  expect((await preview(a, b)).warnings).toEqual(["kept_apart"]);
});

test("there is nothing to preview of one person", async () => {
  const a = await world.customer();
  expect(await world.call(contract.previewMerge, agent, { customerId: a, otherId: a })).toMatchObject({
    code: "same_person",
  });
});
