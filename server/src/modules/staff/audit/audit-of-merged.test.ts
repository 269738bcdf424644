import { expect, test } from "vitest";
import { merge } from "../../../../../contract/customers.ts";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { recordAccess } from "./record-access.ts";

const world = await makeWorld();
const supervisor = await world.member({ role: "supervisor" });
const system = { kind: "system", name: "test" } as const;
const read = (customerId: string) => world.call(contract.audit, supervisor, { customerId, limit: 100 });

test("the log of a merged person is that of all leaves, by whichever it is asked; an unknown one has none", async () => {
  const [one, two, stranger] = [await world.customer(), await world.customer(), await world.customer()];
  for (const customerId of [one, two, stranger])
    await world.as(system, (ctx) => recordAccess(ctx, { customerId, action: "exported" }));
  const exported = async (customerId: string) =>
    (await read(customerId)).body.items
      .filter((entry) => entry.action === "exported")
      .map((entry) => entry.customerId)
      .sort();
  expect(await exported(one)).toEqual([one]);
  await world.ok(merge, supervisor, { customerId: one, otherId: two });
  expect(await exported(one)).toEqual([one, two].sort());
  expect(await exported(two)).toEqual([one, two].sort());
  expect(await read("019b0000-0000-7000-8000-000000000000")).toMatchObject({ status: 404, code: "not_found" });
});
