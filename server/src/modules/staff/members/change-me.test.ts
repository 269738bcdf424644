import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";
import { hashPassword } from "../passwords/password.ts";
import { beginSession } from "../sessions/begin-session.ts";

const world = await makeWorld();
const oldPassword = "lampa nad stołem";
const password = "krzesło pod oknem";

const withPassword = async () => {
  const member = await world.member();
  await world.rows(
    "update staff.member set password_hash = $2 where id = $1",
    member.id,
    await hashPassword(oldPassword),
  );
  const token = await world.as({ kind: "system", name: "test" }, (ctx) => beginSession(ctx, member.id));
  return { member, phone: { cookie: `splot_session=${token}` } };
};
const signIn = async (email: string, tried: string) =>
  (await world.call(contract.signIn, null, { email, password: tried })).status;

test("one changes one's own name and languages, and nothing else", async () => {
  const { member } = await withPassword();
  const wanted = { name: "Ewa Żak", locale: "ro" as const, languages: ["ro"] };
  const answer = await world.ok(contract.changeMe, member, { ...wanted, role: "administrator" } as typeof wanted);
  expect(answer).toMatchObject({ ...wanted, role: "agent", version: 2 });
});

test("a new password ends the other sessions and keeps this one", async () => {
  const { member, phone } = await withPassword();
  await world.ok(contract.changeMe, member, { password, oldPassword });
  expect((await world.call(contract.me, phone, {})).code).toBe("not_signed_in");
  expect((await world.call(contract.me, member, {})).status).toBe(200);
  expect([await signIn(member.email, oldPassword), await signIn(member.email, password)]).toEqual([401, 200]);
});

test.each([
  ["the wrong old password", { password, oldPassword: "x" }, "wrong_credentials"],
  ["no old password", { password }, "wrong_credentials"],
  ["a weak new one", { password: "1234567890", oldPassword }, "password_too_weak"],
])("refuses %s and changes nothing, not even the name beside it", async (_, input, code) => {
  const { member, phone } = await withPassword();
  expect((await world.call(contract.changeMe, member, { name: "Ewa", ...input })).code).toBe(code);
  expect((await world.ok(contract.me, phone, {})).name).toBe(member.name);
  expect(await signIn(member.email, oldPassword)).toBe(200);
});

test("old passwords are not guessed here either", async () => {
  const { member } = await withPassword();
  for (let i = 0; i < 10; i++) await world.call(contract.changeMe, member, { password, oldPassword: "x" });
  const answer = await world.call(contract.changeMe, member, { password, oldPassword });
  expect(answer).toMatchObject({ status: 429, code: "too_many_requests" });
});

test("an API token does not change its maker", async () => {
  const token = await world.apiToken();
  expect((await world.call(contract.changeMe, token, { name: "Ewa" })).code).toBe("not_allowed");
});
