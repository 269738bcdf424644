import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { hashPassword } from "../passwords/password.ts";

const world = await makeWorld();

const withPassword = async (over: { active?: boolean } = {}) => {
  const member = await world.member();
  await world.rows(
    "update staff.member set password_hash = $2, active = $3 where id = $1",
    member.id,
    await hashPassword("lampa nad stołem"),
    over.active ?? true,
  );
  return member;
};

test("signing in opens a session that knows who one is", async () => {
  const { id, email } = await withPassword();
  const answer = await world.call(contract.signIn, null, {
    email: ` ${email.toUpperCase()} `,
    password: "lampa nad stołem",
  });
  expect(answer).toMatchObject({ status: 200, body: { id, role: "agent" } });
  const cookie = answer.headers.getSetCookie()[0]!;
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  const me = await world.ok(contract.me, { cookie: cookie.split(";")[0]! }, {});
  expect(me).toMatchObject({ id, permissions: expect.arrayContaining(["conversations.reply"]) });
});

test.each([
  ["a wrong password", {}, "lampa pod stołem"],
  ["a member who has left", { active: false }, "lampa nad stołem"],
])("refuses %s and opens no session", async (_, over, password) => {
  const { email } = await withPassword(over);
  const before = await world.rows("select 1 from staff.session");
  const answer = await world.call(contract.signIn, null, { email, password });
  expect(answer).toMatchObject({ status: 401, code: "wrong_credentials" });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await world.rows("select 1 from staff.session")).toHaveLength(before.length);
});

test("a change by cookie from another site is refused", async () => {
  const member = await world.member();
  const elsewhere = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  expect(await world.call(contract.changeMe, member, { name: "X" }, elsewhere)).toMatchObject({ code: "cross_site" });
  expect(await world.call(contract.changeMe, member, { name: "X" })).toMatchObject({ status: 200 });
});
