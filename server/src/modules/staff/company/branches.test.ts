import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const administrator = await world.member({ role: "administrator" });
const cluj = { name: "Cluj Iulius", city: "Cluj-Napoca", country: "RO" as const, timeZone: "Europe/Bucharest" };

test("a branch is added once under its name", async () => {
  const branch = await world.ok(contract.addBranch, administrator, cluj);
  const again = await world.call(contract.addBranch, administrator, cluj);
  expect(again).toMatchObject({ status: 409, code: "name_taken" });
  const member = await world.member();
  expect(await world.ok(contract.branches, member, {})).toEqual({ items: [{ ...cluj, id: branch.id }] });
});

test.each(["Europe/Clui", "+02:00", ""])("refuses the time zone %j", async (timeZone) => {
  const answer = await world.call(contract.addBranch, administrator, { ...cluj, name: "Cluj 2", timeZone });
  expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: ["timeZone"] }] } });
});

test("a team is added once under its name", async () => {
  const team = await world.ok(contract.addTeam, administrator, { name: " Reklamacje " });
  expect((await world.call(contract.addTeam, administrator, { name: "Reklamacje" })).code).toBe("name_taken");
  expect(await world.ok(contract.teams, administrator, {})).toEqual({ items: [{ id: team.id, name: "Reklamacje" }] });
});
