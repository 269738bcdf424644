import { expect, test } from "vitest";
import * as channels from "../../../../../contract/channels.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();

test("who blocked a sender is written down, once", async () => {
  const blocked = await world.ok(channels.blockSender, agent, { pattern: " @Zly.Example.org " });
  expect(blocked).toMatchObject({ pattern: "@zly.example.org", by: agent.name });
  expect(await world.call(channels.blockSender, agent, { pattern: "@zly.example.org" })).toMatchObject({
    code: "name_taken",
  });
  expect((await world.ok(channels.blockedSenders, agent, {})).items).toEqual([blocked]);
  await world.ok(channels.unblockSender, agent, { senderId: blocked.id });
  expect((await world.call(channels.unblockSender, agent, { senderId: blocked.id })).status).toBe(404);
});
