import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { intakeOf } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const agent = await world.member();
const { writeKey } = await intake.source();
const day = 86_400_000;

/** The one customer of this name. */
const named = async (q: string) => {
  const { items } = await world.ok(contract.list, agent, { q });
  return world.ok(contract.get, agent, { customerId: items[0]!.id });
};

test("on a browser that changed hands the second one's account is not shown as the first one's", async () => {
  const identify = (userId: string, name: string) =>
    intake.post("identify", { writeKey, anonymousId: "tablet", userId, traits: { name }, messageId: `i-${userId}` });
  await identify("u-ewa", "Ewa Żak");
  world.now = new Date(world.now.getTime() + 60_000);
  await identify("u-jan", "Jan Żak");
  await world.settle();
  const [ewa, jan] = [await named("ewa"), await named("jan")];
  expect(ewa.id).not.toBe(jan.id);
  const standings = (of: typeof ewa) =>
    of.identifiers.filter(({ ns }) => ns === "user").map((one) => [one.value, one.standing]);
  expect(standings(ewa)).toEqual([
    ["u-ewa", "proved"],
    ["u-jan", "claimed"],
  ]);
  expect(standings(jan)).toEqual([["u-jan", "proved"]]);
  expect(ewa.suggestions).toMatchObject([{ customer: { id: jan.id }, value: "u-jan", reason: "claimed_here" }]);
  expect(jan.suggestions).toMatchObject([{ customer: { id: ewa.id }, value: "u-jan", reason: "claimed_there" }]);
});

test("a sixth address within a year, which a limit keeps from the person, is not shown as proved", async () => {
  const owner = await world.customer({ name: "Ion Popa", proved: { email: "szosty@wp.pl" } });
  world.now = new Date(world.now.getTime() + day);
  const proved = { card: "5500 1234 5678" };
  const many = await world.customer({ name: "Ion Popa", proved });
  for (const n of [1, 2, 3, 4, 5]) {
    world.now = new Date(world.now.getTime() + 31 * day);
    await world.customer({ name: "Ion Popa", proved: { ...proved, email: `adres${n}@wp.pl` } });
  }
  world.now = new Date(world.now.getTime() + 31 * day);
  await world.customer({ name: "Ion Popa", proved: { ...proved, email: "szosty@wp.pl" } });
  await world.settle();
  const { leafIds, identifiers } = await world.ok(contract.get, agent, { customerId: many });
  expect(leafIds).not.toContain(owner);
  expect(identifiers.find(({ value }) => value === "szosty@wp.pl")).toMatchObject({ standing: "claimed" });
  expect(identifiers.find(({ value }) => value === "adres5@wp.pl")).toMatchObject({ standing: "proved" });
});
