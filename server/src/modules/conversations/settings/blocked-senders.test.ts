import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();

test("who blocked a sender is written down, once", async () => {
  const blocked = await world.ok(contract.blockSender, agent, { pattern: " @Zly.Example.org " });
  expect(blocked).toMatchObject({ pattern: "@zly.example.org", by: agent.name });
  expect(await world.call(contract.blockSender, agent, { pattern: "@zly.example.org" })).toMatchObject({
    code: "name_taken",
  });
  expect((await world.ok(contract.blockedSenders, agent, {})).items).toEqual([blocked]);
  await world.ok(contract.unblockSender, agent, { senderId: blocked.id });
  expect((await world.call(contract.unblockSender, agent, { senderId: blocked.id })).status).toBe(404);
});
