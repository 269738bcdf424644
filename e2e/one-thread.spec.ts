import { createTransport } from "nodemailer";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import * as people from "../contract/customers.ts";
import { smtpPort } from "../server/src/modules/conversations/channels/smtp-service.ts";
import { makeWorld } from "../server/test/world.ts";
import { openChat, prove } from "./support/chat.ts";
import { device, launch, phone } from "./support/chromium.ts";
import { answer, atDesk, openMatter } from "./support/desk.ts";
import { buildScreens } from "./support/screens.ts";
import { openShop } from "./support/shop.ts";

buildScreens();
const world = await makeWorld({ running: true });
const browser = await launch();
const shop = await openShop(world.url);
const mail = await world.mailbox();
const anna = await world.member({ name: "Anna Nowak" });
const radu = await world.member({ name: "Radu Munteanu" });
const EWA = "ewa.zak@poczta.example";

beforeAll(async () => {
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example", name: "Domowa" });
  await world.site({ mailAddressId: id });
});

const lettersTo = (address: string) => mail.mails.filter((one) => one.to.includes(address));

/** Answer the newest mail as Ewa's mail program does: to its reply address, quoting it. */
async function replyByMail(text: string): Promise<void> {
  const { mail: letter } = lettersTo(EWA).at(-1)!;
  const way = createTransport({ host: "127.0.0.1", port: smtpPort(world.house)!, ignoreTLS: true });
  await way.sendMail({
    from: `Ewa Żak <${EWA}>`,
    to: letter.replyTo!.value[0]!.address!,
    subject: `Odp: ${letter.subject}`,
    inReplyTo: letter.messageId!,
    text: `${text}\n\nW dniu 5.01.2026 o 10:12, Domowa napisał(a):\n${letter.text!.replace(/^/gm, "> ")}`,
  });
  way.close();
}

async function fillForm(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Imię i nazwisko" }).fill("Ewa Żak");
  await page.getByRole("textbox", { name: "E-mail" }).fill(EWA);
  await page.getByRole("textbox", { name: "Wiadomość" }).fill("Lampa nie świeci.");
  // People take longer than machines to fill a form; sooner than two seconds it is taken for a machine's.
  await page.waitForFunction(() => performance.now() > 3_500);
  await page.getByRole("button", { name: "Wyślij", exact: true }).click();
}

test("browses, asks by form, answers our mail, chats from another device: one customer, one history, one thread", async () => {
  const desk = await atDesk(browser, world.url, anna);
  const colleague = await atDesk(browser, world.url, radu);
  const pc = await device(browser);
  await pc.page.goto(shop);
  await pc.page.goto(`${shop}/other`);
  await pc.page.goto(shop);
  await fillForm(pc.page);
  await pc.page
    .getByText(/#?10\d\d/)
    .first()
    .waitFor();

  // Anna sees it without a reload and answers by mail, the only way there is.
  for (const { page } of [desk, colleague]) await openMatter(page, "Lampa nie świeci.");
  await desk.page.getByText("claimed").first().waitFor();
  await answer(desk.page, "Dzień dobry, proszę przynieść ją do sklepu.");
  await expect
    .poll(() => lettersTo(EWA).some((one) => one.mail.text?.includes("proszę przynieść")), { timeout: 15_000 })
    .toBe(true);

  // The tokened answer proves the address; both screens have it without a reload, the quote folded away.
  await replyByMail("Przyniosę w sobotę.");
  for (const { page } of [desk, colleague])
    await page.locator(".message", { hasText: "Przyniosę w sobotę." }).waitFor();
  const reply = desk.page.locator(".message", { hasText: "Przyniosę w sobotę." });
  expect(await reply.getByText("proszę przynieść ją").isVisible()).toBe(false);

  // On the phone nothing is seen before the code, everything after it.
  const mobile = await device(browser, phone);
  await mobile.page.goto(shop);
  await openChat(mobile.page);
  await prove(mobile.page, mail, EWA);
  const log = mobile.page.getByRole("log");
  await log.getByText("proszę przynieść ją do sklepu").waitFor();
  await log.getByText("Przyniosę w sobotę.").waitFor();
  await mobile.page.getByRole("textbox", { name: "Napisz wiadomość…" }).fill("Jestem już w sklepie.");
  await mobile.page.getByRole("button", { name: "Wyślij", exact: true }).last().click();

  // The colleague has the same thread, sees the change of channel, and answers in the chat.
  await colleague.page.locator(".message", { hasText: "Jestem już w sklepie." }).waitFor();
  await colleague.page.getByText("online now").first().waitFor();
  await answer(colleague.page, "Już idę do Pani.");
  await log.getByText("Już idę do Pani.").waitFor();
  await mobile.page.getByRole("heading", { name: "Radu Munteanu" }).first().waitFor();

  // One customer, one matter, one history with the pages that were looked at before anybody said a word.
  const { items } = await world.ok(people.list, anna, {});
  expect(items.map((one) => one.name)).toEqual(["Ewa Żak"]);
  expect(await world.rows("select 1 from conversations.matter")).toHaveLength(1);
  const history = await world.ok(people.timeline, anna, { customerId: items[0]!.id });
  const names = new Set(history.items.map((entry) => entry.name));
  for (const name of ["page", "message.received", "message.sent", "identifier.proved"]) expect(names).toContain(name);
  expect(
    new Set(history.items.filter((entry) => entry.name === "message.received").map((entry) => entry.channel)),
  ).toEqual(new Set(["form", "email", "chat"]));
  const customer = await world.ok(people.get, anna, { customerId: items[0]!.id });
  expect(customer.identifiers.find((one) => one.ns === "email")).toMatchObject({ value: EWA, standing: "proved" });
});
