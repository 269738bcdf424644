import { expect, test } from "vitest";
import { makeWorld } from "../server/test/world.ts";
import { launch } from "./support/chromium.ts";
import { atDesk } from "./support/desk.ts";
import { buildScreens } from "./support/screens.ts";

buildScreens();
const world = await makeWorld({ running: true });
const browser = await launch();
const boss = await world.member({ role: "administrator", name: "Ewa Nowak" });

const send = (messageId: string) =>
  fetch(`${world.url}/v1/track`, {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: JSON.stringify({ writeKey: "stary-klucz", event: "Looked", anonymousId: "a", messageId }),
  });

test("events under a forgotten key are seen at once, and come in when the key is given a source", async () => {
  const { page } = await atDesk(browser, world.url, boss);
  await page.goto(`${world.url}/settings/rejected`);
  await page.getByText("Everything was taken in").waitFor();
  expect((await send("e-1")).status).toBe(200);
  expect((await send("e-2")).status).toBe(200);
  await page.getByText("2 wait for a source").waitFor();

  await page.getByRole("button", { name: "Add a source with this key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Stary sklep");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: "Take in" }).click();
  await page.getByText("Everything was taken in").waitFor();
  const rows = await world.rows("select 1 from platform.event where name = 'track'");
  expect(rows).toHaveLength(2);
});
