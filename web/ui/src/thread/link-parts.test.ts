import { expect, test } from "vitest";
import { linkParts } from "./link-parts.ts";

const links = (text: string) => linkParts(text).flatMap(({ href }) => (href === null ? [] : [href]));

test("an address is a link, the full stop after it is not", () => {
  const text = "Zob. https://domowa.example/stoly?b=1#c. Dziękuję";
  expect(links(text)).toEqual(["https://domowa.example/stoly?b=1#c"]);
  expect(
    linkParts(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});

test("nothing but http and https becomes a link", () => {
  expect(links("javascript:alert(1) data:text/html,x ftp://a.b http://a.b")).toEqual(["http://a.b"]);
});

test("text that is no address stays text", () => {
  expect(linkParts("http://")).toEqual([{ text: "http://", href: null }]);
  expect(linkParts("")).toEqual([]);
});
