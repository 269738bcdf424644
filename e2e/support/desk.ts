import type { Browser, BrowserContext, Page } from "playwright-core";
import type { MadeMember } from "../../server/test/makers/staff.ts";

/** A member of staff at the desk, signed in, with the inbox of all open matters on screen. */
export async function atDesk(
  browser: Browser,
  url: string,
  member: MadeMember,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 } });
  const [name, value] = member.cookie.split("=");
  await context.addCookies([{ name: name!, value: value!, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${url}/inbox/all`);
  await page
    .getByRole("tab", { name: /^All/ })
    .or(page.getByRole("link", { name: /^All/ }))
    .first()
    .waitFor();
  return { page, context };
}

/** Open the matter whose row holds these words. */
export const openMatter = async (page: Page, words: string | RegExp): Promise<void> => {
  await page.locator(".inbox-row", { hasText: words }).first().click();
  await page.getByRole("textbox", { name: "Write a reply…" }).waitFor();
};

/** Answer by the way that the composer offers first. */
export const answer = async (page: Page, text: string): Promise<void> => {
  await page.getByRole("textbox", { name: "Write a reply…" }).fill(text);
  await page
    .getByRole("region", { name: "Reply" })
    .getByRole("button", { name: /^Send$/ })
    .click();
};
