import { expect, test } from "vitest";
import { makeWorld } from "../../test/world.ts";
import { emitCompany } from "../platform/events.ts";
import { demoMayLive } from "./lives-here.ts";

test("the demo may live where nobody does, or where it lives already, and nowhere else", async () => {
  const world = await makeWorld();
  expect(await demoMayLive(world.databaseUrl)).toBe(true);
  await world.member();
  expect(await demoMayLive(world.databaseUrl)).toBe(false);
  await world.as({ kind: "system", name: "test" }, (ctx) =>
    emitCompany(ctx, "demo.seeded" as never, { part: 0 } as never),
  );
  expect(await demoMayLive(world.databaseUrl)).toBe(true);
});
