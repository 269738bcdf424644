import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test("a channel has the same hue here as everywhere else", () => {
  const table = read("../../../ui/src/channels.ts");
  const style = read("style/base.css");
  const looks = [...table.matchAll(/(\w+): \{[^}]*light-dark\((#\w+), (#\w+)\)/g)];
  expect(looks.length).toBeGreaterThanOrEqual(5);
  for (const [, channel, light, dark] of looks)
    expect([...style.matchAll(new RegExp(`--${channel}: (#\\w+);`, "g"))].map((hue) => hue[1])).toEqual([light, dark]);
});
