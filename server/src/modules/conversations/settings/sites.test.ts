import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const administrator = await world.member({ role: "administrator" });
const greeting = { pl: "Dzień dobry", ro: "Bună ziua", en: "Hello" };
const site = { name: "Sklep", teamId: null, mailAddressId: null, accent: "#aa3300", greeting };

test("a site has a key of its own and a name that no other has", async () => {
  const one = await world.ok(channels.addSite, administrator, site);
  const two = await world.ok(channels.addSite, administrator, { ...site, name: "Blog" });
  expect(one.key).toMatch(/^[a-z0-9]{10}$/);
  expect(two.key).not.toBe(one.key);
  for (const answer of [
    await world.call(channels.addSite, administrator, site),
    await world.call(channels.changeSite, administrator, { siteId: two.id, name: "Sklep" }),
  ])
    expect(answer).toMatchObject({ status: 409, code: "name_taken" });
  const changed = await world.ok(channels.changeSite, administrator, {
    siteId: two.id,
    name: "Blog",
    greeting: { ...greeting, pl: "Cześć" },
    active: false,
  });
  expect(changed).toEqual({ ...two, greeting: { ...greeting, pl: "Cześć" }, active: false });
  expect((await world.ok(channels.sites, administrator, {})).items).toEqual([one, changed]);
});

test("a site's contacts go to a team that there is, and its greeting is no novel", async () => {
  const team = await world.team();
  const wrong = { ...site, name: "Outlet", teamId: administrator.id };
  expect((await world.call(channels.addSite, administrator, wrong)).status).toBe(404);
  const novel = { ...wrong, teamId: team.id, greeting: { ...greeting, en: "Hello ".repeat(200) } };
  expect((await world.call(channels.addSite, administrator, novel)).status).toBe(400);
  const { id } = await world.ok(channels.addSite, administrator, { ...novel, greeting });
  const moved = await world.call(channels.changeSite, administrator, { siteId: id, teamId: administrator.id });
  expect(moved.status).toBe(404);
});

test("a site's mails go out from an address that there is", async () => {
  const wrong = { ...site, name: "Forum", mailAddressId: administrator.id };
  expect((await world.call(channels.addSite, administrator, wrong)).status).toBe(404);
});
