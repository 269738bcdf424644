import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const team = await world.team();
const agent = await world.member({ teamId: team.id });

test("a talk is part of the matter that goes on", async () => {
  const matter = await world.matter();
  const talk = await world.ok(contract.logTalk, agent, {
    customerId: matter.customerId,
    channel: "phone",
    text: "Pytała o ratę.",
  });
  expect(talk).toMatchObject({ matterId: matter.id, kind: "talk", direction: "in", channel: "phone" });
  expect((await world.ok(contract.get, agent, matter)).matter).toMatchObject({ lastChannel: "phone", state: "open" });
});

test("without one it begins a matter of whoever talked, and of nobody else's team", async () => {
  const customerId = await world.customer();
  const talk = await world.ok(contract.logTalk, agent, {
    customerId,
    channel: "branch",
    text: "Ogląda stoły do jadalni.",
  });
  const { matter } = await world.ok(contract.get, agent, { customerId, matterId: talk.matterId });
  expect(matter).toMatchObject({
    subject: "Ogląda stoły do jadalni.",
    assigneeId: agent.id,
    teamId: team.id,
    lastChannel: "branch",
    needsReply: false,
  });
  const again = await world.ok(contract.logTalk, agent, { customerId, channel: "phone", text: "Dzwoni jeszcze raz." });
  expect(again.matterId).toBe(talk.matterId);
});

test("a talk can be put into a matter that is named, a closed one too", async () => {
  const matter = await world.matter();
  await world.ok(contract.change, agent, { ...matter, version: 1, state: "closed" });
  const talk = await world.ok(contract.logTalk, agent, {
    ...matter,
    channel: "phone",
    direction: "out",
    text: "Oddzwoniłam.",
  });
  expect(talk).toMatchObject({ matterId: matter.id, direction: "out" });
  const elsewhere = { customerId: await world.customer(), matterId: matter.id };
  expect((await world.call(contract.logTalk, agent, { ...elsewhere, channel: "phone", text: "Nie tu." })).status).toBe(
    404,
  );
});
