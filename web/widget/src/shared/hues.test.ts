import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { channels } from "../../../../contract/conversations.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test.each(channels)("%s has the same hue here as everywhere else", (channel) => {
  const look = new RegExp(`\\b${channel}: \\{[^}]*light-dark\\((#\\w+), (#\\w+)\\)`).exec(
    read("../../../ui/src/channels.ts"),
  );
  const hues = [...read("style/base.css").matchAll(new RegExp(`--${channel}: (#\\w+);`, "g"))];
  expect(hues.map((hue) => hue[1])).toEqual([look?.[1], look?.[2]]);
});
