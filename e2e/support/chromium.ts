import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll } from "vitest";

/** A real Chromium for this file, closed after it. `CHROMIUM_PATH` names another than Debian's. */
export async function launch(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  afterAll(() => browser.close());
  return browser;
}

export interface Device {
  readonly page: Page;
  /** What the page's console said that is no plain log, in its order. */
  readonly complaints: string[];
}

/** A person's device: a browser profile of its own with one page. */
export async function device(browser: Browser, options: BrowserContextOptions = {}): Promise<Device> {
  const context = await browser.newContext({ locale: "pl-PL", viewport: { width: 1280, height: 820 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, complaints: listen(page) };
}

/** Note what this page complains about. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "log") complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  return complaints;
}

/** A phone's screen, touched with a finger. */
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
