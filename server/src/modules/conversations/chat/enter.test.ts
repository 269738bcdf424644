import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import * as chat from "../../../../../contract/chat.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const site = await world.site();

test("the widget learns how it looks, in the visitor's language", async () => {
  const config = (locale: "pl" | "ro" | "en") => world.ok(chat.config, null, { site: "shop", locale });
  expect(await config("ro")).toMatchObject({ accent: "#b4522d", greeting: "Bună ziua!" });
  expect(await config("en")).toMatchObject({ greeting: "Hello!" });
});

test("a site that was stopped, or is not there, draws nothing, takes no device and no form", async () => {
  const administrator = await world.member({ role: "administrator" });
  await world.ok(channels.changeSite, administrator, { siteId: site.id, active: false });
  const form = { name: "Ewa", email: "ewa@mail.example.com", text: "Lampa" };
  for (const key of ["shop", "nowhere"]) {
    expect((await world.call(chat.config, null, { site: key })).status).toBe(404);
    expect((await world.call(chat.enter, null, { site: key, locale: "pl" })).status).toBe(404);
    expect((await world.call(chat.submitForm, null, { ...form, site: key })).status).toBe(404);
  }
  await world.ok(channels.changeSite, administrator, { siteId: site.id, active: true });
  expect(await world.ok(chat.enter, null, { site: "shop", locale: "pl" })).toMatchObject({ token: expect.any(String) });
});

test("a device that forgot itself is nobody's, and another stays", async () => {
  const [gone, stays] = [await world.device(), await world.device()];
  await world.ok(chat.leave, gone, {});
  expect((await world.call(chat.say, gone, { text: "x" })).status).toBe(401);
  expect((await world.call(chat.thread, stays, {})).status).toBe(200);
});
