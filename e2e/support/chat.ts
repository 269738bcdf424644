import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Mailbox } from "../../server/test/makers/conversations.ts";

/** Open the chat of the page; answers its panel. */
export async function openChat(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /Otwórz czat/ }).click();
  return page.getByRole("dialog");
}

/** Type a message into the open chat and send it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Napisz wiadomość…" }).fill(text);
  await page.getByRole("button", { name: "Wyślij", exact: true }).last().click();
}

/** One of the ways in the menu of the open chat. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Więcej" }).click();
  await page.getByRole("button", { name }).click();
}

/** Prove an address in the open chat by the code that is mailed to it; `mistaken` is typed first, and refused. */
export async function prove(page: Page, mail: Mailbox, email: string, mistaken?: string): Promise<void> {
  const panel = page.getByRole("dialog");
  const before = mail.mails.length;
  await choose(page, "Kontynuuj na tym urządzeniu");
  await panel.getByRole("textbox", { name: "E-mail" }).fill(email);
  await panel.getByRole("button", { name: "Wyślij kod" }).click();
  const code = () =>
    mail.mails
      .slice(before)
      .filter((one) => one.to.includes(email))
      .map((one) => /\b\d{6}\b/.exec(one.mail.subject ?? "")?.[0])
      .find(Boolean);
  await expect.poll(code, { timeout: 15_000 }).toBeDefined();
  const right = code()!;
  const field = panel.getByRole("textbox", { name: "Kod z 6 cyfr" });
  if (mistaken !== undefined) {
    await field.fill(right === mistaken ? "111111" : mistaken);
    await panel.getByText("Ten kod się nie zgadza").waitFor();
  }
  // People type it as it stands in the mail, in two halves.
  await field.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
  await panel.getByText(`Adres ${email} jest potwierdzony`).waitFor();
  await panel.getByRole("button", { name: "Wróć" }).last().click();
}
