import { expect, test } from "vitest";
import { makeWorld } from "../../../test/world.ts";
import { memberActor } from "../staff/index.ts";
import { typing } from "./typing.ts";

const world = await makeWorld();
const agent = await world.member();

test("whoever writes is shown where the words will go", async () => {
  const device = await world.device({ name: "Ola Nowak" });
  expect(await world.as(device.actor, (ctx) => typing(ctx, `device:${device.id}`))).toEqual({
    topics: [],
    name: "Ola Nowak",
  });
  const matter = await world.matter({ customerId: device.leafId });
  expect(await world.as(device.actor, (ctx) => typing(ctx, `device:${device.id}`))).toEqual({
    topics: [`matter:${matter.id}`],
    name: "Ola Nowak",
  });
  const member = await world.as({ kind: "system", name: "test" }, (ctx) => memberActor(ctx, agent.id));
  await world.rows("update customers.device set connected_at = $1", world.now);
  expect(await world.as(member, (ctx) => typing(ctx, `matter:${matter.id}`))).toEqual({
    topics: [`matter:${matter.id}`, `device:${device.id}`],
    name: agent.name,
  });
  expect(await world.as(member, (ctx) => typing(ctx, "matter:'"))).toEqual({ topics: [], name: null });
});
