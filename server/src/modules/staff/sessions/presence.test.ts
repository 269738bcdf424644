import { expect, test } from "vitest";
import { makeWorld } from "../../../../test/world.ts";
import { anybodyHere, presence } from "./presence.ts";

const world = await makeWorld();

test("somebody is here while a socket gives signs of life, and for at most two minutes after the last", async () => {
  const { id } = await world.member();
  const nobody = { kind: "system", name: "test" } as const;
  const atDesk = {
    kind: "member",
    id,
    name: "Mia",
    permissions: new Set<never>(),
    teamId: null,
    branchId: null,
    locale: "en",
    sessionId: id,
  } as const;
  const here = () => world.as(nobody, anybodyHere);
  const after = (ms: number) => {
    world.now = new Date(world.now.getTime() + ms);
  };
  expect(await here()).toBe(false);
  await world.as(atDesk, (ctx) => presence(ctx, "here"));
  expect(await here()).toBe(true);
  after(119_000);
  expect(await here()).toBe(true);
  after(1_000);
  expect(await here()).toBe(false);
  await world.as(atDesk, (ctx) => presence(ctx, "here"));
  expect(await here()).toBe(true);
  await world.as(atDesk, (ctx) => presence(ctx, "gone"));
  expect(await here()).toBe(false);
});
