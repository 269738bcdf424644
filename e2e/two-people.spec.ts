import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import * as talks from "../contract/conversations.ts";
import * as people from "../contract/customers.ts";
import { makeWorld } from "../server/test/world.ts";
import { choose, openChat, prove, write as type } from "./support/chat.ts";
import { device, launch, phone } from "./support/chromium.ts";
import { answer, atDesk, openMatter } from "./support/desk.ts";
import { buildScreens } from "./support/screens.ts";
import { openShop } from "./support/shop.ts";

buildScreens();
const world = await makeWorld({ running: true });
const browser = await launch();
const shop = await openShop(world.url);
const mail = await world.mailbox();
const agent = await world.member({ name: "Ewa Nowak" });
const BOX = "kowalscy@poczta.example";
const PHONE = "+48601202303";

beforeAll(async () => {
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example", name: "Domowa" });
  await world.site({ mailAddressId: id });
});

/** Open the chat, say who one is, and prove the mailbox that two people read by the code mailed to it. */
async function comeIn(page: Page, name: string): Promise<void> {
  await page.goto(shop);
  const panel = await openChat(page);
  await choose(page, "Imię i adres e-mail");
  await panel.getByRole("textbox", { name: "Imię i nazwisko" }).fill(name);
  await panel.getByRole("button", { name: "Zapisz" }).click();
  await page.getByRole("textbox", { name: "Napisz wiadomość…" }).waitFor();

  // Codes to one address are a minute apart.
  await world.rows("update customers.code set sent_at = sent_at - interval '2 minutes'");
  await prove(page, mail, BOX);
}

const write = async (page: Page, text: string) => {
  await type(page, text);
  await said(page, text);
};
const said = (page: Page, text: string) => page.getByRole("log").getByText(text, { exact: true }).waitFor();
const words = (page: Page) => page.getByRole("log").locator(".text").allTextContents();

/** What a device is shown after its page is loaded anew, once its own words are there. */
async function afterReload(page: Page, own: string): Promise<string[]> {
  await page.reload();
  await openChat(page);
  await said(page, own);
  return words(page);
}

const kept = [
  ...["leaf", "identifier", "link", "trait", "device", "device_proof"].map((name) => `customers.${name}`),
  ...["matter", "message", "attachment"].map((name) => `conversations.${name}`),
];

/** Every row about people and their talks, as text; logs and decisions are told apart from what they decided. */
async function rowsAsText(): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {};
  for (const table of kept) {
    // When a browser was last seen or connected is its own doing, whoever is merged meanwhile.
    const row =
      table === "customers.device" ? "(to_jsonb(t) - '{last_seen_at,connected_at}'::text[])::text" : "t::text";
    const rows = await world.rows<{ row: string }>(`select ${row} as row from ${table} t order by 1`);
    dump[table] = rows.map((one) => one.row);
  }
  return dump;
}

const peopleNow = async () => (await world.ok(people.list, agent, {})).items.map((one) => one.name).toSorted();
const jobsDone = () =>
  expect
    .poll(async () => (await world.rows("select 1 from graphile_worker.jobs where run_at <= now()")).length, {
      timeout: 20_000,
    })
    .toBe(0);

test("a couple with one mailbox and one telephone stay two; joined by mistake and parted again they are as before", async () => {
  const desk = await atDesk(browser, world.url, agent);
  const hers = await device(browser);
  const his = await device(browser, phone);
  await comeIn(hers.page, "Anna Kowalska");
  await write(hers.page, "Mój prezent ma być niespodzianką.");
  await comeIn(his.page, "Jan Kowalski");
  await write(his.page, "Szukam lampy dla żony.");

  // Each proved the same address; neither is shown a word of the other.
  expect(await words(his.page)).toEqual(["Szukam lampy dla żony."]);
  expect(await words(hers.page)).toEqual(["Mój prezent ma być niespodzianką."]);
  expect(await afterReload(hers.page, "Mój prezent ma być niespodzianką.")).toHaveLength(1);
  expect(await afterReload(his.page, "Szukam lampy dla żony.")).toHaveLength(1);

  // Staff have two customers, the same telephone with both, and a question for a person.
  await expect.poll(peopleNow).toEqual(["Anna Kowalska", "Jan Kowalski"]);
  for (const { id } of (await world.ok(people.list, agent, {})).items)
    await world.ok(people.addIdentifier, agent, { customerId: id, ns: "phone", value: PHONE });
  await jobsDone();
  await desk.page.goto(`${world.url}/reviews`);
  const review = desk.page.locator(".review", { hasText: BOX });
  await review.getByText("The names differ.").waitFor();
  expect(await review.count()).toBe(1);
  expect(await review.textContent()).toMatch(/Anna Kowalska[\s\S]*Jan Kowalski|Jan Kowalski[\s\S]*Anna Kowalska/);

  const before = await rowsAsText();
  for (const [table, rows] of Object.entries(before))
    if (table !== "conversations.attachment") expect(rows.length, table).toBeGreaterThan(0);
  const oneOnly = async () => {
    await expect.poll(async () => (await peopleNow()).length).toBe(1);
    expect(await rowsAsText()).not.toEqual(before);
    expect(await afterReload(hers.page, "Mój prezent ma być niespodzianką.")).toEqual([
      "Mój prezent ma być niespodzianką.",
    ]);
    expect(await afterReload(his.page, "Szukam lampy dla żony.")).toEqual(["Szukam lampy dla żony."]);
  };
  const asBefore = async () => {
    await expect.poll(peopleNow).toEqual(["Anna Kowalska", "Jan Kowalski"]);
    await jobsDone();
    expect(await rowsAsText()).toEqual(before);
  };

  // The first mistake, on the matter, is taken back from the toast.
  await desk.page.goto(`${world.url}/inbox/all`);
  await openMatter(desk.page, "Szukam lampy dla żony.");
  await desk.page.locator(".claim").getByRole("button", { name: "Join", exact: true }).first().click();
  await desk.page.getByText("Joined into one person").waitFor();
  await oneOnly();
  await desk.page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await desk.page.getByText("Parted again").waitFor();
  await asBefore();

  // The second, in the review, is found later among the customer's merges.
  await desk.page.goto(`${world.url}/reviews`);
  await review.getByRole("button", { name: "Same person" }).click();
  await desk.page.getByText("Joined into one person").waitFor();
  await oneOnly();
  const { items } = await world.ok(people.list, agent, {});
  await desk.page.goto(`${world.url}/customers/${items[0]!.id}`);
  await desk.page.getByText(/\d joined profiles/).click();
  const byHand = desk.page.locator(".suggestion", { hasText: "by Ewa Nowak" });
  await byHand.getByRole("button", { name: "Undo", exact: true }).click();
  await desk.page.getByText("Parted again").waitFor();
  await asBefore();

  // A third: told to be two for good, which is taken back from the toast.
  await desk.page.goto(`${world.url}/reviews`);
  await review.getByRole("button", { name: "Different people" }).click();
  await desk.page.getByText("They stay apart").waitFor();
  await review.waitFor({ state: "detached" });
  await desk.page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await review.waitFor();
  await asBefore();

  // Both go on, each in a thread of their own.
  await write(hers.page, "Dziękuję, już wiem.");
  await desk.page.goto(`${world.url}/inbox/all`);
  await openMatter(desk.page, "Szukam lampy dla żony.");
  await answer(desk.page, "Polecam lampę Luna.");
  await said(his.page, "Polecam lampę Luna.");
  await write(his.page, "Biorę.");
  expect(await afterReload(hers.page, "Dziękuję, już wiem.")).toEqual([
    "Mój prezent ma być niespodzianką.",
    "Dziękuję, już wiem.",
  ]);
  expect(await afterReload(his.page, "Biorę.")).toEqual(["Szukam lampy dla żony.", "Polecam lampę Luna.", "Biorę."]);
  expect((await world.ok(talks.inbox, agent, {})).items.map((one) => one.customer.name).toSorted()).toEqual([
    "Anna Kowalska",
    "Jan Kowalski",
  ]);
});
