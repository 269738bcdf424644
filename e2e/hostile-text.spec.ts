import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTransport } from "nodemailer";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as channelCalls from "../contract/channels.ts";
import * as talks from "../contract/conversations.ts";
import { smtpPort } from "../server/src/modules/conversations/channels/smtp-service.ts";
import { intakeOf } from "../server/test/intake.ts";
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
const boss = await world.member({ name: "Anna Nowak", role: "administrator" });
const intake = intakeOf(world);
const BOX = "zly@poczta.example";

/** What an attacker would hear: every request that any browser makes of a server of the attacker's own. */
const heard: string[] = [];
const ear = createServer((request, response) => {
  heard.push(request.url ?? "");
  response.writeHead(200, { "content-type": "image/gif" }).end();
});
await new Promise<void>((done) => ear.listen(0, "127.0.0.1", done));
afterAll(() => void ear.close());
const leak = `http://127.0.0.1:${(ear.address() as AddressInfo).port}/leak`;

/** Markup that runs, asks or loads if any place takes it for HTML; `place` tells which one it was. */
const evil = (place: string) => `${place}<img src=x onerror="window.pwned='${place}'"><script>alert(1)</script>`;
const NAME = evil("imie");
const SUBJECT = evil("temat");
const MAIL_TEXT = evil("list");
const FORM_TEXT = evil("formularz");
const CHAT_TEXT = `${evil("czat")} javascript:alert(1) data:text/html,<script>alert(1)</script>`;
const ANSWER = evil("odpowiedz");
const EVENT = evil("zdarzenie");
const VALUE = evil("wartosc");
const FILE = "<img src=x onerror=alert(1)>.html";

const HTML = `<html><head><style>@import url("${leak}/import");body{background:url(${leak}/sheet)}
@font-face{font-family:f;src:url(${leak}/font)}*{font-family:f}</style>
<meta http-equiv="refresh" content="0;url=${leak}/refresh"><base href="${leak}/"><link rel="stylesheet" href="${leak}/css">
<link rel="prefetch" href="${leak}/prefetch"></head>
<body onload="top.pwned=window.pwned='onload'" background="${leak}/background"><p>Treść listu</p>
<script>top.pwned=window.pwned='script';alert(1)</script><script src="${leak}/js"></script>
<img src=x onerror="top.pwned=window.pwned='onerror'"><img src="${leak}/picture" srcset="${leak}/srcset 2x" alt="obraz">
<a href="javascript:top.pwned=window.pwned='link';alert(1)">kliknij</a> <a href="java&#10;script:alert(1)">tutaj</a>
<svg onload="window.pwned='svg'"><script>window.pwned='svg'</script><image href="${leak}/svg"/><use href="${leak}/use#a"/></svg>
<math><mtext><style><img src=x onerror="window.pwned='math'"></style></mtext></math>
<div style="background-image:url('${leak}/style');position:fixed;top:0">styl</div>
<iframe src="${leak}/iframe"></iframe><iframe srcdoc="<script>top.pwned='srcdoc'</script>"></iframe>
<object data="${leak}/object"></object><embed src="${leak}/embed"><video src="${leak}/video" poster="${leak}/poster"></video>
<form action="${leak}/form"><button formaction="javascript:alert(1)">OK</button></form></body></html>`;

beforeAll(async () => {
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example", name: "Domowa" });
  await world.site({ mailAddressId: id });
});

/** Note every sign that text was run: a dialog, a mark on a window, a complaint about script that was stopped. */
function guard(page: Page, signs: string[]): () => Promise<void> {
  page.on("dialog", (dialog) => {
    signs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => signs.push(`thrown: ${error.message}`));
  // A policy or sandbox that had to stop a script is the second wall; the first one was meant to hold.
  page.on("console", (message) => {
    if (/Content Security Policy|Blocked script|Trusted/i.test(message.text())) signs.push(message.text());
  });
  return async () => {
    for (const frame of page.frames())
      expect(await frame.evaluate(() => (window as unknown as { pwned?: string }).pwned), frame.url()).toBeUndefined();
    expect(await page.locator("img[src=x], script:not([src]):has-text('alert')").count()).toBe(0);
    expect(signs).toEqual([]);
    expect(heard).toEqual([]);
  };
}

/** Send mails as a stranger's program does, past our own mail settings. */
async function bring(over: object): Promise<void> {
  const way = createTransport({ host: "127.0.0.1", port: smtpPort(world.house)!, ignoreTLS: true });
  await way.sendMail({ from: { name: NAME, address: BOX }, to: "kontakt@domowa.example", ...over });
  way.close();
}

test("a mail full of script is text in the list, the matter and the search, and a dead page in its frame", async () => {
  const signs: string[] = [];
  const desk = await atDesk(browser, world.url, boss);
  const clean = guard(desk.page, signs);
  const file = { filename: FILE, content: "<script>alert(1)</script>", contentType: "text/html" };
  await bring({ subject: SUBJECT, text: MAIL_TEXT, html: HTML, attachments: [file] });
  const row = desk.page.locator(".inbox-row", { hasText: SUBJECT });
  await row.waitFor();
  expect(await row.locator(".inbox-who").textContent()).toBe(NAME);
  await clean();

  await openMatter(desk.page, SUBJECT);
  const message = desk.page.locator(".message").first();
  // The signs that no file system takes are gone from the name, the rest stands as it was sent.
  const attached = message.locator(".files-name", { hasText: "onerror=alert(1)" });
  await attached.waitFor();
  expect(await message.textContent()).toContain(MAIL_TEXT);
  await clean();
  await message.getByRole("button", { name: "Show as sent" }).click();
  const frame = desk.page.frameLocator(".mail-frame iframe");
  await frame.getByText("Treść listu").waitFor();
  for (const word of ["kliknij", "tutaj"]) await frame.getByText(word).click();
  expect(await frame.locator("script, iframe, object, embed, svg, form, link, [onload], [onerror]").count()).toBe(0);
  expect(await frame.locator("[href^='java' i]").count()).toBe(0);
  expect(desk.context.pages()).toHaveLength(1);
  await clean();

  const download = desk.page.waitForEvent("download");
  await attached.click();
  await download;
  await clean();

  await desk.page.keyboard.press("ControlOrMeta+k");
  await desk.page.getByPlaceholder("Name, e-mail, phone, matter number").fill(BOX);
  await desk.page.locator(".search-hit", { hasText: NAME }).first().waitFor();
  await clean();

  // Remote pictures come once asked for, and nothing else with them.
  await desk.page.keyboard.press("Escape");
  await desk.page.getByRole("button", { name: "Show images" }).click();
  await expect.poll(() => heard).toContain("/leak/picture");
  expect([...new Set(heard.splice(0))]).toEqual(["/leak/picture"]);
  await clean();
});

test("what is typed into form and chat, done on the page and sent as events is shown letter for letter", async () => {
  const signs: string[] = [];
  const desk = await atDesk(browser, world.url, boss);
  const clean = guard(desk.page, signs);
  const pc = await device(browser);
  const cleanPc = guard(pc.page, signs);
  await pc.page.goto(shop);
  await pc.page.getByRole("textbox", { name: "Imię i nazwisko" }).fill(NAME);
  await pc.page.getByRole("textbox", { name: "E-mail" }).fill("formularz@poczta.example");
  await pc.page.getByRole("textbox", { name: "Wiadomość" }).fill(FORM_TEXT);
  // Whoever fills in a form within two seconds is a machine.
  await pc.page.waitForFunction(() => performance.now() > 3_500);
  await pc.page.getByRole("button", { name: "Wyślij", exact: true }).click();
  await pc.page.getByText("Dziękujemy, mamy Twoją wiadomość.").waitFor();
  await openChat(pc.page);
  await prove(pc.page, mail, "formularz@poczta.example");
  const panel = pc.page.getByRole("dialog");
  await panel
    .locator("input[type=file]")
    .setInputFiles([{ name: FILE, mimeType: "text/html", buffer: Buffer.from("<script>alert(1)</script>") }]);
  await pc.page.getByRole("textbox", { name: "Napisz wiadomość…" }).fill(CHAT_TEXT);
  await pc.page.getByRole("button", { name: "Wyślij", exact: true }).last().click();
  await panel.getByText("Dostarczono").first().waitFor();

  await openMatter(desk.page, "czat<img");
  await desk.page.locator(".message", { hasText: CHAT_TEXT }).waitFor();
  await desk.page.locator(".message", { hasText: FORM_TEXT }).waitFor();
  await desk.page.locator(".files-name", { hasText: FILE }).first().waitFor();
  expect(await desk.page.locator(".message a[href^='javascript' i], .message a[href^='data' i]").count()).toBe(0);
  await answer(desk.page, ANSWER);
  await clean();

  // The other device has both sides' words after the code, as words.
  const mobile = await device(browser, phone);
  const cleanMobile = guard(mobile.page, signs);
  await mobile.page.goto(shop);
  await world.rows("update customers.code set sent_at = sent_at - interval '2 minutes'");
  await openChat(mobile.page);
  await prove(mobile.page, mail, "formularz@poczta.example");
  const log = mobile.page.getByRole("log");
  for (const text of [CHAT_TEXT, ANSWER]) await log.locator(".text", { hasText: text }).first().waitFor();
  await log.getByText(FILE).first().waitFor();
  expect(await log.locator("a").count()).toBe(0);
  await cleanPc();
  await cleanMobile();

  // Events of a visitor with markup in every part; one of them cannot be taken in.
  const { writeKey } = await intake.source({ name: evil("zrodlo") });
  const { items } = await world.ok(talks.inbox, boss, {});
  const customerId = items.find((one) => one.preview.includes("odpowiedz"))!.customerId;
  const anonymousId = "przegladarka";
  const at = { writeKey, anonymousId };
  await intake.post("track", { ...at, messageId: "e1", event: EVENT, properties: { name: VALUE, [VALUE]: VALUE } });
  await intake.post("page", {
    ...at,
    messageId: "e2",
    properties: { title: evil("strona"), url: "javascript:alert(1)" },
  });
  await intake.post("track", { ...at, messageId: "e3", properties: { name: evil("odrzucone") } });
  const [of] = await world.rows<{ id: string }>(
    "select leaf_id as id from customers.link where ns = 'anonymous' and value = $1",
    anonymousId,
  );
  await desk.page.goto(`${world.url}/customers/${of!.id}`);
  for (const text of [EVENT, VALUE, evil("strona")])
    await desk.page.locator(".timeline-entry", { hasText: text }).first().waitFor();
  await clean();
  await desk.page.goto(`${world.url}/customers/${customerId}`);
  await desk.page.locator(".customer-side").getByText(NAME, { exact: true }).first().waitFor();
  await desk.page.getByText(CHAT_TEXT.slice(0, 40)).first().waitFor();
  await clean();
  await desk.page.goto(`${world.url}/customers`);
  await desk.page.getByText(NAME, { exact: true }).first().waitFor();
  await clean();
  await desk.page.goto(`${world.url}/settings/rejected`);
  const rejected = desk.page.locator(".review", { hasText: "odrzucone<img" });
  await rejected.getByText(evil("zrodlo")).waitFor();
  await clean();
});

test("a mail that was set aside is told of by its own words", async () => {
  const signs: string[] = [];
  await world.ok(channelCalls.blockSender, boss, { pattern: "wrog@poczta.example" });
  await bring({ from: { name: NAME, address: "wrog@poczta.example" }, subject: SUBJECT, text: MAIL_TEXT, html: HTML });
  const desk = await atDesk(browser, world.url, boss);
  const clean = guard(desk.page, signs);
  await expect
    .poll(async () => (await world.ok(channelCalls.setAsideMails, boss, {})).items.length, { timeout: 15_000 })
    .toBe(1);
  await desk.page.goto(`${world.url}/settings/set-aside`);
  await desk.page.locator(".review strong").getByText(SUBJECT, { exact: true }).waitFor();
  await clean();
});
