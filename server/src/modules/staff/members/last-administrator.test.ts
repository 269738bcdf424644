import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { changeMember } from "./change-member.ts";

const world = await makeWorld();
const away = { role: "agent" as const };
const left = () => world.rows("select 1 from staff.member where role = 'administrator' and active");

test("the last administrator can neither leave nor be given another role; the last but one can", async () => {
  const [one, two] = [await world.member({ role: "administrator" }), await world.member({ role: "administrator" })];
  const change = (memberId: string, over: object) =>
    world.call(contract.changeMember, two, { memberId, version: 1, ...over });
  expect((await change(one.id, away)).status).toBe(200);
  expect((await change(two.id, away)).code).toBe("last_administrator");
  expect((await change(two.id, { active: false })).code).toBe("last_administrator");
  expect((await change(two.id, { name: "Ewa" })).status).toBe(200);
  expect(await left()).toHaveLength(1);
});

test("two administrators who remove each other at the same moment leave one", async () => {
  for (let round = 0; round < 8; round++) {
    await world.rows("update staff.member set active = false");
    const [one, two] = [await world.member({ role: "administrator" }), await world.member({ role: "administrator" })];
    const remove = (memberId: string) =>
      world.as({ kind: "system", name: "test" }, (ctx) => changeMember(ctx, { memberId, version: 1, ...away }));
    const outcomes = await Promise.allSettled([remove(one.id), remove(two.id)]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toMatchObject({
      code: "last_administrator",
    });
    expect(await left()).toHaveLength(1);
  }
});
