import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();

test("a change is made once, on what the screen showed", async () => {
  const matter = await world.matter();
  const after = await world.ok(contract.change, agent, {
    ...matter,
    version: 1,
    assigneeId: agent.id,
    subject: "Zwrot",
  });
  expect(after).toMatchObject({ assigneeId: agent.id, subject: "Zwrot", state: "open", version: 2 });
  const stale = await world.call(contract.change, agent, { ...matter, version: 1, state: "closed" });
  expect(stale).toMatchObject({ status: 409, code: "changed_meanwhile" });
  expect((await world.ok(contract.get, agent, matter)).matter).toMatchObject({ state: "open", version: 2 });
});

test("of two changes at the same moment one is lost to neither", async () => {
  const matter = await world.matter();
  const other = await world.member();
  const answers = await Promise.all(
    [agent, other].map((member) =>
      world.call(contract.change, member, { ...matter, version: 1, assigneeId: member.id }),
    ),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
});

test("a message that comes meanwhile does not hold a change back", async () => {
  const matter = await world.matter();
  await world.matter({ customerId: matter.customerId, email: matter.email, text: "Jeszcze" });
  await world.ok(contract.change, agent, { ...matter, version: 1, assigneeId: agent.id });
});

test("nobody who is not an active colleague gets a matter", async () => {
  const matter = await world.matter();
  const customer = await world.customer();
  const answer = await world.call(contract.change, agent, { ...matter, version: 1, assigneeId: customer });
  expect(answer.status).toBe(404);
});

test("a matter goes to a team that there is", async () => {
  const matter = await world.matter();
  const team = await world.team();
  const wrong = await world.call(contract.change, agent, { ...matter, version: 1, teamId: agent.id });
  expect(wrong).toMatchObject({ status: 404, code: "not_found" });
  expect(await world.ok(contract.change, agent, { ...matter, version: 1, teamId: team.id })).toMatchObject({
    teamId: team.id,
  });
});

test("what changed is in the customer's history", async () => {
  const matter = await world.matter();
  await world.ok(contract.change, agent, { ...matter, version: 1, state: "closed", assigneeId: agent.id });
  const events = await world.rows<{ data: { key: string; to: string } }>(
    "select data from platform.event where customer_id = $1 and name = 'matter.changed' order by id",
    matter.customerId,
  );
  expect(events.map(({ data }) => [data.key, data.to])).toEqual([
    ["state", "closed"],
    ["assignee", agent.id],
  ]);
});
