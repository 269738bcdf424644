import { sql } from "kysely";
import { expect, test } from "vitest";
import * as contract from "../../../../../contract/conversations.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const team = await world.team();
const agent = await world.member({ teamId: team.id });
const outsider = await world.member();
const at = (minute: number) => new Date(world.now.getTime() + minute * 60_000);

const mine = await world.matter({ name: "Ola Nowak", text: "Moja", at: at(1) });
const ofTeam = await world.matter({ text: "Zespołu", teamId: team.id, channel: "chat", at: at(3) });
const free = await world.matter({ text: "Niczyja", at: at(2) });
const closed = await world.matter({ text: "Zamknięta", at: at(4) });
await world.ok(contract.change, agent, { ...mine, version: 1, assigneeId: agent.id, state: "waiting" });
await world.ok(contract.change, agent, { ...closed, version: 1, state: "closed" });

const ids = async (input: object, as = agent) =>
  (await world.ok(contract.inbox, as, input)).items.map((line) => line.id);

test.each([
  ["all", {}, [ofTeam, free, mine]],
  ["mine", { view: "mine" }, [mine]],
  ["unassigned", { view: "unassigned" }, [ofTeam, free]],
  ["team", { view: "team" }, [ofTeam]],
  ["closed", { state: "closed" }, [closed]],
  ["waiting", { state: "waiting" }, [mine]],
  ["by chat", { channel: "chat" }, [ofTeam]],
  ["longest silent first", { order: "oldest" }, [mine, free, ofTeam]],
] as const)("the view %s holds its matters, last spoken first unless asked otherwise", async (_, input, expected) => {
  expect(await ids(input)).toEqual(expected.map((matter) => matter.id));
});

test("a member without a team sees no team's matters in that view, and nothing as theirs", async () => {
  expect(await ids({ view: "team" }, outsider)).toEqual([]);
  expect(await ids({ view: "mine" }, outsider)).toEqual([]);
});

test("counts say what each view holds", async () => {
  expect(await world.ok(contract.counts, agent, {})).toEqual({ mine: 0, unassigned: 2, team: 1, all: 2 });
  expect(await world.ok(contract.counts, outsider, {})).toEqual({ mine: 0, unassigned: 2, team: 0, all: 2 });
});

test.each([
  ["newest", [ofTeam, free, mine]],
  ["oldest", [mine, free, ofTeam]],
] as const)("pages, %s first, go on where the last one ended, with nothing twice", async (order, expected) => {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let i = 0; i < 5; i++) {
    const page = await world.ok(contract.inbox, agent, { order, limit: 1, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map((line) => line.id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(seen).toEqual(expected.map((matter) => matter.id));
  expect(await world.call(contract.inbox, agent, { cursor: "zmyślony" })).toMatchObject({ status: 400 });
});

test("a line shows the customer, and is unread for each member until seen", async () => {
  const line = async (as = agent) =>
    (await world.ok(contract.inbox, as, { limit: 100 })).items.find((one) => one.id === mine.id)!;
  expect(await line()).toMatchObject({
    customer: { name: "Ola Nowak", email: mine.email },
    preview: "Moja",
    unread: true,
  });
  await world.ok(contract.seen, agent, { ...mine, messageId: mine.messageId });
  expect((await line()).unread).toBe(false);
  expect((await line(outsider)).unread).toBe(true);
  const later = await world.matter({ customerId: mine.customerId, email: mine.email, text: "Jeszcze", at: at(5) });
  expect((await line()).unread).toBe(true);
  for (const messageId of [later.messageId, mine.messageId])
    await world.ok(contract.seen, agent, { ...mine, messageId });
  expect((await line()).unread).toBe(false);
});

test("every view and the search of a customer's matters use an index", async () => {
  const plan = (where: string) =>
    world.as({ kind: "system", name: "test" }, async (ctx) => {
      await sql`set local enable_seqscan = off`.execute(ctx.tx);
      const { rows } = await sql`
        explain (format json) select * from conversations.matter m
        where m.joined_id is null and ${sql.raw(where)} order by m.last_at desc, m.id desc limit 51`.execute(ctx.tx);
      return JSON.stringify(rows);
    });
  expect(await plan("m.state <> 'closed'")).toContain("matter_open");
  expect(await plan(`m.state <> 'closed' and m.assignee_id = '${agent.id}'`)).toContain("matter_open_by_assignee");
  expect(await plan(`m.state <> 'closed' and m.team_id = '${team.id}'`)).toContain("matter_open_by_team");
  expect(await plan("m.state = 'closed'")).toContain("matter_closed");
  expect(await plan(`m.customer_id = '${mine.customerId}'`)).toContain("matter_by_customer");
});

test("matters of a customer come over all leaves, whatever their state", async () => {
  const customerId = await world.customer({ name: "Ewa Lis" });
  const other = await world.customer({ name: "Ewa Lis" });
  const first = await world.matter({ customerId, at: at(10) });
  const second = await world.matter({ customerId: other, at: at(11) });
  await world.ok(contract.change, agent, { ...first, version: 1, state: "closed" });
  await world.rows("update customers.leaf set canonical_id = $1 where id = $2", customerId, other);
  for (const asked of [customerId, other]) {
    const { items } = await world.ok(contract.ofCustomer, agent, { customerId: asked });
    expect(items.map((line) => [line.id, line.customerId, line.customer.id])).toEqual([
      [second.id, other, customerId],
      [first.id, customerId, customerId],
    ]);
  }
  const page = await world.ok(contract.ofCustomer, agent, { customerId, limit: 1 });
  const rest = await world.ok(contract.ofCustomer, agent, { customerId, limit: 1, cursor: page.next! });
  expect(rest.items.map((line) => line.id)).toEqual([first.id]);
});
