import { expect, test } from "vitest";
import { makeWorld } from "../server/test/world.ts";
import { buildScreens } from "./support/screens.ts";

buildScreens();
const world = await makeWorld();

test.each(["gzip", "br"])("the widget's script arrives packed by %s in at most 30 kB", async (coding) => {
  const answer = await fetch(`${world.url}/widget.js`, { headers: { "accept-encoding": coding } });
  expect(answer.headers.get("content-encoding")).toBe(coding);
  expect(Number(answer.headers.get("content-length"))).toBeLessThanOrEqual(30_000);
  expect(answer.headers.get("content-type")).toContain("javascript");
  expect(await answer.text()).toContain("attachShadow");
});
