import { once } from "node:events";
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import * as desk from "../contract/conversations.ts";
import * as people from "../contract/customers.ts";
import { makeWorld } from "../server/test/world.ts";
import { barriers } from "./support/axe.ts";
import { choose, openChat, prove, write } from "./support/chat.ts";
import { device, launch, listen, phone } from "./support/chromium.ts";
import { buildScreens } from "./support/screens.ts";
import { openShop } from "./support/shop.ts";

buildScreens();
const world = await makeWorld({ running: true });
const browser = await launch();
const shop = await openShop(world.url);
const mail = await world.mailbox();
const anna = await world.member({ name: "Anna Nowak" });

beforeAll(async () => {
  const { id } = await world.mailAddress({ address: "kontakt@domowa.example" });
  await world.site({ mailAddressId: id });
});

const matterWith = async (text: string) => {
  await expect.poll(async () => (await world.ok(desk.inbox, anna, {})).items.map((one) => one.preview)).toContain(text);
  const line = (await world.ok(desk.inbox, anna, {})).items.find((one) => one.preview === text)!;
  return { customerId: line.customerId, matterId: line.id };
};
const answer = async (at: { customerId: string; matterId: string }, text: string, fileIds: string[] = []) => {
  const { reach } = await world.ok(desk.get, anna, at);
  const to = reach.find((one) => one.channel === "chat")!;
  return world.ok(desk.reply, anna, { ...at, channel: "chat", to, text, fileIds, seen: null, anyway: true });
};

test("under a page's policy that lists only our origin a talk runs both ways, and the console stays clean", async () => {
  const { page, complaints } = await device(browser);
  await page.goto(shop);
  const panel = await openChat(page);
  await expect.poll(() => panel.getByText("Dzień dobry!").count()).toBe(1);
  await write(page, "Czy lampa jest w Gdańsku?");
  await panel.getByText("Dostarczono").waitFor();

  const at = await matterWith("Czy lampa jest w Gdańsku?");
  await answer(at, "Jest, zobacz: https://domowa.example/lampy.");
  await panel.getByRole("log").getByText("Jest, zobacz:").waitFor();
  expect(await panel.getByRole("heading", { name: "Anna Nowak" }).count()).toBeGreaterThan(0);
  const link = panel.getByRole("link");
  expect([await link.getAttribute("href"), await link.getAttribute("rel"), await link.getAttribute("target")]).toEqual([
    "https://domowa.example/lampy",
    "noopener noreferrer nofollow",
    "_blank",
  ]);
  const { items } = await world.ok(desk.messages, anna, at);
  await world.ok(desk.seen, anna, { ...at, messageId: items[0]!.id });
  await panel.getByText("Przeczytano").waitFor();
  await expect
    .poll(
      async () =>
        (await world.ok(desk.messages, anna, at)).items.find((one) => one.direction === "out")?.delivery?.state,
    )
    .toBe("read");
  expect(complaints).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test("a talk goes on after the page is loaded anew, in all tabs at once, with what is new counted", async () => {
  const { page, complaints } = await device(browser);
  await page.goto(shop);
  await openChat(page);
  await write(page, "Proszę o fakturę");
  const at = await matterWith("Proszę o fakturę");
  await page.reload();
  const other = await page.context().newPage();
  complaints.push(...listen(other));
  await other.goto(`${shop}/other`);
  await page.getByRole("button", { name: "Otwórz czat" }).waitFor();
  await other.getByRole("button", { name: "Otwórz czat" }).waitFor();
  await answer(at, "Wysłana.");
  await page.getByRole("button", { name: "Otwórz czat, 1 nowa wiadomość" }).waitFor();
  await other.getByRole("button", { name: "Otwórz czat, 1 nowa wiadomość" }).click();
  await other.getByRole("log").getByText("Proszę o fakturę").waitFor();
  await page.getByRole("button", { name: "Otwórz czat", exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test("what is written without a line is kept, over a reload too, and arrives once", async () => {
  const { page } = await device(browser);
  await page.goto(shop);
  const panel = await openChat(page);
  await write(page, "pierwsza");
  await panel.getByText("Dostarczono").waitFor();
  await page.context().setOffline(true);
  await write(page, "z pociągu");
  await write(page, "i jeszcze");
  await panel.getByText("Czeka na połączenie…").first().waitFor();
  await panel.getByText("Brak połączenia").waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await openChat(page);
  const at = await matterWith("i jeszcze");
  const said = (await world.ok(desk.messages, anna, at)).items.filter((one) => one.direction === "in");
  expect(said.map((one) => one.text).toSorted()).toEqual(["i jeszcze", "pierwsza", "z pociągu"]);
  expect(await page.getByRole("log").locator(".text").allTextContents()).toEqual([
    "pierwsza",
    "z pociągu",
    "i jeszcze",
  ]);
});

test("on a phone the talk of the computer is continued after a code; the wrong code opens nothing", async () => {
  const email = "ewa@mail.example.com";
  const pc = await device(browser);
  await pc.page.goto(shop);
  await openChat(pc.page);
  await prove(pc.page, mail, email);
  await write(pc.page, "napisane na komputerze");
  await matterWith("napisane na komputerze");
  // Codes to one address are a minute apart.
  await world.rows("update customers.code set sent_at = sent_at - interval '2 minutes'");

  const { page } = await device(browser, phone);
  await page.goto(shop);
  await openChat(page);
  expect(await page.getByText("napisane na komputerze").count()).toBe(0);
  await prove(page, mail, email, "000000");
  await page.getByRole("log").getByText("napisane na komputerze").waitFor();
  await write(page, "napisane na telefonie");
  await pc.page.getByRole("log").getByText("napisane na telefonie").waitFor();
});

test("each side sees that the other is writing", async () => {
  const { page } = await device(browser);
  await page.goto(shop);
  const panel = await openChat(page);
  await write(page, "Jest tam ktoś?");
  const at = await matterWith("Jest tam ktoś?");
  const socket = new WebSocket(`${world.url.replace(/^http/, "ws")}/api/live`, {
    headers: { cookie: anna.cookie, origin: world.url },
  });
  const frames: string[] = [];
  socket.on("message", (data) => frames.push(String(data)));
  await once(socket, "open");
  const topic = `matter:${at.matterId}`;
  socket.send(JSON.stringify({ t: "watch", topics: [topic] }));
  await expect.poll(() => frames.join()).toContain("watching");
  await page.getByRole("textbox", { name: "Napisz wiadomość…" }).pressSequentially("Halo");
  await expect.poll(() => frames.join()).toContain(`{"t":"typing","topic":"${topic}","who":{"kind":"customer"`);
  socket.send(JSON.stringify({ t: "typing", topic }));
  await panel.getByText("Anna Nowak pisze").waitFor();
  await answer(at, "Jestem");
  await expect.poll(() => panel.getByText("Anna Nowak pisze").count()).toBe(0);
  socket.terminate();
});

test("a browser without constructable stylesheets takes them by a link, and nothing is seen before", async () => {
  const { page, complaints } = await device(browser);
  await page.addInitScript(() => {
    Reflect.deleteProperty(ShadowRoot.prototype, "adoptedStyleSheets");
  });
  await page.goto(shop);
  const launcher = page.getByRole("button", { name: "Otwórz czat" });
  await launcher.waitFor();
  expect(await launcher.evaluate((it) => getComputedStyle(it).position)).toBe("fixed");
  expect(complaints).toEqual([]);
});

test("files go both ways; a picture is shown and none is ever opened as a page", async () => {
  const { page, complaints } = await device(browser);
  await page.goto(shop);
  const panel = await openChat(page);
  const picture = readFileSync(new URL("./support/lamp.png", import.meta.url));
  await panel.locator("input[type=file]").setInputFiles([
    { name: "lampa.png", mimeType: "image/png", buffer: picture },
    {
      name: "<img src=x onerror=alert(1)>.html",
      mimeType: "text/html",
      buffer: Buffer.from("<script>alert(1)</script>"),
    },
  ]);
  await panel.getByText("lampa.png").waitFor();
  await write(page, "Oto zdjęcie");
  await panel.locator("canvas").waitFor();
  const at = await matterWith("Oto zdjęcie");
  const { items } = await world.ok(desk.messages, anna, at);
  expect(items[0]?.attachments.map((one) => one.type)).toContain("image/png");

  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: /\.html/ }).click();
  expect((await download).suggestedFilename()).toMatch(/html$/);
  expect(complaints).toEqual([]);
});

test("words of either side are never taken for HTML", async () => {
  const { page } = await device(browser);
  let ran = false;
  await page.exposeFunction("ran", () => {
    ran = true;
  });
  await page.goto(shop);
  const panel = await openChat(page);
  const attack = '<img src=x onerror="ran()"><script>ran()</script> javascript:ran()';
  await write(page, attack);
  const at = await matterWith(attack);
  await answer(at, attack);
  await expect.poll(() => panel.locator(".text").allTextContents()).toEqual([attack, attack]);
  expect(await panel.locator("a, img[src=x], script").count()).toBe(0);
  expect(ran).toBe(false);
});

test("the form is sent once by a double click, acknowledged by mail, and says what is missing", async () => {
  const { page, complaints } = await device(browser);
  await page.goto(shop);
  const send = page.getByRole("button", { name: "Wyślij", exact: true });
  await send.click();
  expect(await page.getByText("Uzupełnij to pole.").count()).toBe(3);
  const name = page.getByRole("textbox", { name: "Imię i nazwisko" });
  expect(await name.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(true);
  await name.fill("Jan Zieliński");
  await page.getByRole("textbox", { name: "E-mail" }).fill("jan@mail.example.com");
  await page.getByRole("textbox", { name: "Wiadomość" }).fill("Lampa nie świeci");
  // Whoever fills in a form within two seconds is a machine.
  await page.waitForFunction(() => performance.now() > 3_000);
  await send.dblclick();
  await page.getByText("Dziękujemy, mamy Twoją wiadomość.").waitFor();
  const at = await matterWith("Lampa nie świeci");
  const { matter } = await world.ok(desk.get, anna, at);
  expect(await page.getByText(`#${matter.number}.`).count()).toBe(1);
  await expect.poll(() => mail.mails.filter((one) => one.to.includes("jan@mail.example.com")).length).toBe(1);
  expect(complaints).toEqual([]);
});

test("what was done on the page is on the customer's timeline once the customer writes", async () => {
  const { page } = await device(browser);
  await page.goto(`${shop}/?utm_source=leaflet`);
  await page.getByRole("button", { name: "Otwórz czat" }).waitFor();
  await page.evaluate(() => (window as unknown as { splot: { track(event: string): void } }).splot.track("Lamp Seen"));
  await page.evaluate(() => history.pushState({}, "", "/lampy/luna"));
  await page.goto(`${shop}/other`);
  await openChat(page);
  await write(page, "Widziałem lampę");
  const { customerId } = await matterWith("Widziałem lampę");
  await expect
    .poll(async () => JSON.stringify(await world.ok(people.timeline, anna, { customerId })), { timeout: 20_000 })
    .toMatch(/Lamp Seen/);
  const timeline = JSON.stringify(await world.ok(people.timeline, anna, { customerId }));
  expect(timeline).toContain("/lampy/luna");
});

test.each([
  ["the browser asks not to be followed", "", true],
  ["the page switches it off", 'data-track="off"', false],
])("nobody is followed when %s", async (_, tag, signal) => {
  const { page } = await device(browser);
  if (signal) await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${shop}/?tag=${encodeURIComponent(tag)}`);
  await openChat(page);
  await write(page, "Proszę mnie nie śledzić");
  await page.getByText("Dostarczono").waitFor();
  await page.goto(`${shop}/other?tag=${encodeURIComponent(tag)}`);
  expect(asked.filter((path) => path.startsWith("/v1"))).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ajs_")))).toEqual([]);
});

test("where the widget cannot be had the page is as without it, and one line says so to its makers", async () => {
  const { page, complaints } = await device(browser);
  await page.goto(`${shop}/?site=nobody`);
  await expect.poll(() => complaints).toHaveLength(2);
  expect(complaints).toEqual([
    expect.stringContaining("404"),
    'warning: splot: the widget of "nobody" stays hidden, not_found',
  ]);
  expect(await page.getByRole("button").count()).toBe(0);
  expect(await page.getByText("biuro@domowa.example").isVisible()).toBe(true);
});

test("with the keyboard alone: open, write, close; on a phone the tab key stays inside", async () => {
  const { page } = await device(browser);
  await page.goto(shop);
  const launcher = page.getByRole("button", { name: "Otwórz czat" });
  const focusAfterClick = await launcher.evaluate(async (it) => {
    (it as HTMLElement).click();
    // The panel is drawn before the next key can be heard, and takes it.
    await Promise.resolve();
    const { activeElement } = it.getRootNode() as ShadowRoot;
    (it as HTMLElement).click();
    return activeElement?.tagName;
  });
  expect(focusAfterClick).toBe("TEXTAREA");
  await launcher.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("z klawiatury");
  await page.keyboard.press("Enter");
  await page.getByText("Dostarczono").waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await launcher.evaluate((it) => (it.getRootNode() as ShadowRoot).activeElement === it)).toBe(true);

  const small = await device(browser, phone);
  await small.page.goto(shop);
  await openChat(small.page);
  for (let press = 0; press < 12; press += 1) {
    await small.page.keyboard.press("Tab");
    expect(await small.page.evaluate(() => document.activeElement?.tagName)).toBe("SPLOT-CHAT");
  }
});

test.each([
  ["on a desk", {}],
  ["on a phone", phone],
])("nobody is shut out %s", async (_, options) => {
  const { page } = await device(browser, { ...options, bypassCSP: true });
  await page.goto(shop);
  const panel = await openChat(page);
  await panel
    .locator("input[type=file]")
    .setInputFiles([{ name: "umowa.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") }]);
  await panel.getByText("umowa.pdf").waitFor();
  await write(page, "Dzień dobry");
  await answer(await matterWith("Dzień dobry"), "Dzień dobry, słucham");
  await page.getByText("Dzień dobry, słucham").waitFor();
  expect(await barriers(page)).toEqual([]);
  for (const item of ["Kontynuuj na tym urządzeniu", "Imię i adres e-mail", "Zapomnij o mnie na tym urządzeniu"]) {
    await choose(page, item);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("button", { name: "Wróć" }).first().click();
  }
});
