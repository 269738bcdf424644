import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { tokenIn } from "../../../../test/mails.ts";
import { makeWorld } from "../../../../test/world.ts";
import { makeLink } from "./links.ts";

const world = await makeWorld();
const password = "lampa nad stołem";
const HOUR = 3_600_000;

const withLink = async (purpose: "invitation" | "reset" = "reset") => {
  const member = await world.member();
  const link = await world.as({ kind: "system", name: "test" }, (ctx) => makeLink(ctx, purpose, member.id));
  expect(link).toMatch(/^http:\/\/localhost\/password#token=/);
  return { member, token: tokenIn(link) };
};
const set = (token: string, wanted = password) => world.call(contract.setPassword, null, { token, password: wanted });

test("a link sets the password, signs in here and out everywhere else", async () => {
  const { member, token } = await withLink();
  const answer = await set(token);
  expect(answer).toMatchObject({ status: 200, body: { id: member.id } });
  const cookie = answer.headers.getSetCookie()[0]!.split(";")[0]!;
  expect((await world.call(contract.me, { cookie }, {})).status).toBe(200);
  expect((await world.call(contract.me, member, {})).code).toBe("not_signed_in");
  expect((await world.call(contract.signIn, null, { email: member.email, password })).status).toBe(200);
});

test("a link works once, even when used twice at the same moment", async () => {
  const { token } = await withLink();
  const answers = await Promise.all([set(token), set(token)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410]);
  expect(await set(token)).toMatchObject({ status: 410, code: "link_not_valid" });
});

test.each([
  ["reset", HOUR],
  ["invitation", 168 * HOUR],
] as const)("the link of a %s expires", async (purpose, lasts) => {
  const early = await withLink(purpose);
  const late = await withLink(purpose);
  world.now = new Date(world.now.getTime() + lasts - 1);
  expect((await set(early.token)).status).toBe(200);
  world.now = new Date(world.now.getTime() + 1);
  expect(await set(late.token)).toMatchObject({ status: 410, code: "link_not_valid" });
});

test("a weak password is refused and the link still works", async () => {
  const { token } = await withLink();
  expect(await set(token, "123")).toMatchObject({ status: 422, code: "password_too_weak", body: { shortest: 10 } });
  expect((await set(token)).status).toBe(200);
});

test("whoever left has no use of a link", async () => {
  const { member, token } = await withLink();
  await world.rows("update staff.member set active = false where id = $1", member.id);
  expect((await set(token)).code).toBe("link_not_valid");
});
