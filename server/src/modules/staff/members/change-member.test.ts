import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { mailsTo, tokenIn } from "../../../../test/mails.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const administrator = await world.member({ role: "administrator" });

const change = (memberId: string, over: object, as = administrator) =>
  world.call(contract.changeMember, as, { memberId, version: 1, ...over });

test("a change is written under the next version and told with what was before", async () => {
  const { id } = await world.member();
  const answer = await change(id, { role: "supervisor", languages: ["pl"] });
  expect(answer).toMatchObject({ status: 200, body: { role: "supervisor", languages: ["pl"], version: 2 } });
  const [told] = await world.rows("select data from platform.company_event where name = 'member.changed'");
  const changes = { role: { from: "agent", to: "supervisor" }, languages: { from: ["pl", "en"], to: ["pl"] } };
  expect(told).toEqual({ data: { memberId: id, changes } });
});

test("of two changes of the same version one is refused", async () => {
  const { id } = await world.member();
  const answers = await Promise.all([change(id, { name: "Ewa" }), change(id, { name: "Ola" })]);
  expect(answers.map((answer) => answer.code ?? "done").sort()).toEqual(["changed_meanwhile", "done"]);
  expect(await change(id, { name: "Iza" })).toMatchObject({ status: 409, body: { version: 2 } });
});

test("whoever becomes inactive is signed out everywhere and loses tokens and links", async () => {
  const member = await world.member({ role: "administrator" });
  const token = await world.apiToken({ by: member });
  expect((await world.call(contract.me, token, {})).status).toBe(200);
  expect((await change(member.id, { active: false })).body).toMatchObject({ active: false });
  expect((await world.call(contract.me, member, {})).code).toBe("not_signed_in");
  expect((await world.call(contract.me, token, {})).code).toBe("not_signed_in");
  await world.ok(contract.changeMember, administrator, { memberId: member.id, version: 2, active: true });
  expect((await world.call(contract.me, member, {})).code, "the old cookie").toBe("not_signed_in");
  expect((await world.call(contract.me, token, {})).code, "the old token").toBe("not_signed_in");
});

test("an address that a colleague has is refused", async () => {
  const [one, two] = [await world.member(), await world.member()];
  expect(await change(one.id, { email: two.email.toUpperCase() })).toMatchObject({ status: 409, code: "email_taken" });
  expect((await change(one.id, { email: one.email.toUpperCase() })).body).toMatchObject({ version: 1 });
});

test("a corrected address of an invited colleague gets the invitation, and the former one opens nothing", async () => {
  const input = { name: "Jan", branchId: null, teamId: null, role: "agent", locale: "pl" } as const;
  const invited = { ...input, languages: [], email: "jn@staff.example" };
  const { id } = await world.ok(contract.addMember, administrator, invited);
  await change(id, { email: "jan@staff.example" });
  const set = async (email: string) => {
    const [mail] = await mailsTo(world, email);
    const answer = { token: tokenIn(mail?.text), password: "lampa nad stołem" };
    return (await world.call(contract.setPassword, null, answer)).status;
  };
  expect(await set("jn@staff.example")).toBe(410);
  expect(await set("jan@staff.example")).toBe(200);
});

test("nobody changes a colleague who may do more than they may", async () => {
  const scopes = ["staff.manage", "customers.read", "intake.manage"] as const;
  const token = await world.apiToken({ scopes: [...scopes] });
  const [above, equal] = [await world.member({ role: "director" }), await world.member({ role: "marketer" })];
  const by = (memberId: string, over: object) =>
    world.call(contract.changeMember, token, { memberId, version: 1, ...over });
  expect((await by(above.id, { email: "mine@staff.example" })).code).toBe("not_allowed");
  expect((await by(equal.id, { role: "administrator" })).code).toBe("not_allowed");
  expect((await by(equal.id, { name: "Ewa" })).status).toBe(200);
});
