import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { mailsTo, tokenIn } from "../../../../test/mails.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
let count = 0;

const invitation = (over: object = {}) => ({
  name: "Ioana Pop",
  email: `ioana${++count}@staff.example`,
  languages: ["ro", "en"],
  branchId: null,
  teamId: null,
  role: "agent" as const,
  locale: "ro" as const,
  ...over,
});

test("an invited colleague sets a password by the mailed link and signs in", async () => {
  const administrator = await world.member({ role: "administrator", name: "Anna" });
  const [branch, team] = [await world.branch(), await world.team()];
  const input = invitation({ branchId: branch.id, teamId: team.id });
  const { locale: _, ...shown } = input;
  const member = await world.ok(contract.addMember, administrator, { ...input, email: input.email.toUpperCase() });
  expect(member).toMatchObject({ ...shown, active: true, version: 1, photo: null });

  const [mail] = await mailsTo(world, input.email);
  expect(mail?.subject).toBe("Domowa: locul dumneavoastră în echipă");
  expect(mail?.text).toContain("Anna vă invită");
  const me = await world.ok(contract.setPassword, null, { token: tokenIn(mail?.text), password: "lampa nad stołem" });
  expect(me).toMatchObject({ id: member.id, locale: "ro" });

  const told = await world.rows("select actor, data from platform.company_event where name = 'member.added'");
  expect(told).toEqual([{ actor: `member:${administrator.id}`, data: { memberId: member.id, role: "agent" } }]);
});

test.each([
  [
    "an address that a colleague has, in whatever letters",
    async () => ({ email: (await world.member()).email.toUpperCase() }),
    "email_taken",
  ],
  ["a branch that does not exist", async () => ({ branchId: "019b0000-0000-7000-8000-000000000000" }), "bad_input"],
  ["no name", async () => ({ name: "  " }), "bad_input"],
])("refuses %s, and no mail goes out", async (_, over, code) => {
  const administrator = await world.member({ role: "administrator" });
  const input = invitation();
  expect((await world.call(contract.addMember, administrator, { ...input, ...(await over()) })).code).toBe(code);
  expect(await mailsTo(world, input.email)).toEqual([]);
  expect((await world.call(contract.addMember, administrator, input)).status).toBe(200);
});

test("nobody invites somebody who may do more than they may", async () => {
  const token = await world.apiToken({ scopes: ["staff.manage", "customers.read", "intake.manage"] });
  expect((await world.call(contract.addMember, token, invitation({ role: "administrator" }))).code).toBe("not_allowed");
  expect((await world.call(contract.addMember, token, invitation({ role: "marketer" }))).status).toBe(200);
});

test("a double click invites once and both clicks get the same answer", async () => {
  const administrator = await world.member({ role: "administrator" });
  const input = invitation();
  const key = { "idempotency-key": "double-click-1" };
  const click = () => world.call(contract.addMember, administrator, input, key);
  const [first, second] = await Promise.all([click(), click()]);
  expect(first.status).toBe(200);
  expect(second).toMatchObject({ status: 200, body: first.body });
  expect(await mailsTo(world, input.email)).toHaveLength(1);
});
