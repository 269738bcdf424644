import { expect, test } from "vitest";
import { mailPage } from "./mail-page.ts";

const mail = '<p>Hi</p><img data-remote-src="https://t.example/p.gif">';

test("at first no remote picture may load and none is named as one", () => {
  const page = mailPage(mail, false);
  expect(page).toContain("img-src data: blob: 'self';");
  expect(page).not.toContain(' src="https://');
});

test("when asked for, remote pictures load", () => {
  const page = mailPage(mail, true);
  expect(page).toContain("img-src data: blob: 'self' https: http:;");
  expect(page).toContain('<img src="https://t.example/p.gif">');
});

test("the policy forbids scripts, frames, forms and another base in either case", () => {
  for (const page of [mailPage(mail, false), mailPage(mail, true)]) {
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("base-uri 'none'; form-action 'none'");
    expect(page).not.toContain("script-src");
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<body>"));
  }
});
