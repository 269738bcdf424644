import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const administrator = await world.member({ role: "administrator" });
const agent = await world.member();
const address = { address: "Pomoc@Splot.Example.com", name: "Domowa", teamId: null, locale: "pl" as const };

test("an address is kept in one spelling, once, and can be changed and stopped", async () => {
  const added = await world.ok(channels.addMailAddress, administrator, address);
  expect(added).toMatchObject({ address: "pomoc@splot.example.com", active: true });
  expect(
    await world.call(channels.addMailAddress, administrator, { ...address, address: "pomoc@splot.example.com" }),
  ).toMatchObject({
    status: 409,
    code: "name_taken",
  });
  const team = await world.team();
  const change = { addressId: added.id, name: "Serwis", teamId: team.id, active: false };
  const changed = await world.ok(channels.changeMailAddress, administrator, change);
  expect(changed).toEqual({ ...added, name: "Serwis", teamId: team.id, active: false });
  expect((await world.ok(channels.mailAddresses, agent, {})).items).toEqual([changed]);
});

test("an address belongs to a team that there is", async () => {
  const wrong = { ...address, address: "biuro@splot.example.com", teamId: agent.id };
  expect((await world.call(channels.addMailAddress, administrator, wrong)).status).toBe(404);
  const { id } = await world.ok(channels.addMailAddress, administrator, { ...wrong, teamId: null });
  const moved = await world.call(channels.changeMailAddress, administrator, { addressId: id, teamId: agent.id });
  expect(moved.status).toBe(404);
});

test.each(["nie adres", "@splot.example.com", `pomoc+c_${"a".repeat(20)}@splot.example.com`])(
  "%s is no address of ours",
  async (wrong) => {
    const answer = await world.call(channels.addMailAddress, administrator, { ...address, address: wrong });
    expect(answer).toMatchObject({ status: 422, code: "bad_identifier" });
  },
);
