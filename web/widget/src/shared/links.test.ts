import { expect, test } from "vitest";
import { piecesOf } from "./links.ts";

const links = (text: string) => piecesOf(text).flatMap((piece) => piece.href ?? []);

test.each([
  ["See https://shop.example/a?b=1&c=2.", ["https://shop.example/a?b=1&c=2"]],
  ["(https://shop.example/a) and www.shop.example!", ["https://shop.example/a", "https://www.shop.example/"]],
  ["https://en.example/wiki/Lamp_(light)", ["https://en.example/wiki/Lamp_(light)"]],
  ["„https://shop.example/x”", ["https://shop.example/x"]],
  ["javascript:alert(1) data:text/html,x file:///etc/passwd", []],
  ["https://", []],
])("%s", (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test("nothing of the text is lost or changed", () => {
  const text = 'a <b>https://x.example/<img onerror=1>, "www.y.example" https:// end';
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});
