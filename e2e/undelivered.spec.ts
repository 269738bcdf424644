import { expect, test } from "vitest";
import * as chat from "../contract/chat.ts";
import { makeWorld } from "../server/test/world.ts";
import { launch } from "./support/chromium.ts";
import { answer, atDesk, openMatter } from "./support/desk.ts";
import { buildScreens } from "./support/screens.ts";

buildScreens();
const world = await makeWorld({ running: true });
const browser = await launch();
const mail = await world.mailbox();
const boss = await world.member({ name: "Anna Nowak", role: "administrator" });
const ours = await world.mailAddress({ address: "kontakt@domowa.example" });
await world.site();

test("a reply that did not arrive says so, and arrives when it is sent once more", async () => {
  const { email } = await world.matter({ text: "Czy jest lampa?", subject: "Lampa" });
  const { page, context } = await atDesk(browser, world.url, boss);
  mail.refuse = { code: 550, text: "5.7.1 not today" };
  await openMatter(page, "Lampa");
  await answer(page, "Jest, zielona.");
  await page.getByText("could not be delivered").waitFor();
  await page.getByText("5.7.1 not today").waitFor();
  mail.refuse = undefined;
  await page.getByRole("button", { name: "Send again" }).click();
  await page.locator('.delivery[data-state="sent"]').waitFor();
  expect(await page.getByRole("button", { name: "Send again" }).count()).toBe(0);
  expect(mail.mails.filter(({ to }) => to.includes(email))).toHaveLength(1);
  await context.close();
});

test("a reply that a mail server puts off says so while it is tried again", async () => {
  await world.matter({ text: "Czy jest krzesło?", subject: "Krzesło" });
  const { page, context } = await atDesk(browser, world.url, boss);
  mail.refuse = { code: 451, text: "4.7.1 come back later" };
  await openMatter(page, "Krzesło");
  await answer(page, "Jest, dębowe.");
  await page.getByText(/^On its way still: .*4\.7\.1 come back later/).waitFor();
  mail.refuse = undefined;
  await context.close();
});

test("whoever chats without a name is a visitor, in the list and over the words alike", async () => {
  const device = await world.device();
  await world.ok(chat.say, device, { text: "Nikt mnie nie zna." });
  const { page, context } = await atDesk(browser, world.url, boss);
  const name = `Visitor ${device.leafId.slice(-4)}`;
  await page.locator(".inbox-row", { hasText: name }).waitFor();
  await openMatter(page, "Nikt mnie nie zna.");
  await page.locator(".message-author", { hasText: name }).waitFor();
  expect(await page.locator("body").textContent()).not.toContain(device.id);
  await context.close();
});

test("a mail set aside is discarded, and put back by the way back", async () => {
  await world.bring([{ envelope: { from: "", to: [ours.address] }, raw: "Subject: Bez nadawcy\r\n\r\nx" }]);
  const aside = () => world.rows("select 1 from conversations.mail_in where state = 'set_aside'");
  await expect.poll(aside, { timeout: 15_000 }).toHaveLength(1);
  const { page, context } = await atDesk(browser, world.url, boss);
  await page.goto(`${world.url}/settings/set-aside`);
  const line = page.locator(".review", { hasText: "Bez nadawcy" });
  await line.getByText("Without a sender, so nobody could be answered").waitFor();
  await line.getByRole("button", { name: "Discard" }).click();
  await page.getByText("Nothing was set aside").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await line.waitFor();
  await context.close();
});
