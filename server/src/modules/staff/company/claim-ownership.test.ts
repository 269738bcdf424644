import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { tokenIn } from "../../../../test/mails.ts";
import { makeWorld } from "../../../../test/world.ts";
import { ownerLink } from "./owner-link.ts";

const world = await makeWorld();
const link = () => world.as({ kind: "system", name: "start" }, ownerLink);
const claim = (token: string, over: object = {}) =>
  world.call(contract.claimOwnership, null, {
    token,
    name: "Anna Nowak",
    email: "Anna@Meble.example",
    password: "lampa nad stołem",
    company: "Meble",
    locale: "pl",
    ...over,
  });

test("the first owner takes an empty installation by the link, once", async () => {
  expect(await world.ok(contract.welcome, null, {})).toEqual({ company: "Domowa", setUp: false, demo: [] });
  const expired = tokenIn(await link());
  world.now = new Date(world.now.getTime() + 7 * 86_400_000);
  const [first, second] = [tokenIn(await link()), tokenIn(await link())];
  expect((await claim("made-up")).code).toBe("link_not_valid");
  expect((await claim(expired)).code).toBe("link_not_valid");
  expect((await claim(first, { password: "Meble Meble 123" })).code).toBe("password_too_weak");

  const answers = await Promise.all([claim(first), claim(second, { email: "jan@meble.example" })]);
  expect(answers.map((answer) => answer.code ?? "done").sort()).toEqual(["already_set_up", "done"]);
  const done = answers.find((answer) => answer.status === 200)!;
  expect(done.body).toMatchObject({ role: "administrator", permissions: expect.arrayContaining(["staff.manage"]) });
  const cookie = done.headers.getSetCookie()[0]!.split(";")[0]!;
  expect(await world.ok(contract.me, { cookie }, {})).toMatchObject({ id: done.body.id, locale: "pl" });
  expect(await world.ok(contract.welcome, null, {})).toEqual({ company: "Meble", setUp: true, demo: [] });
  expect((await claim(second)).code).toBe("already_set_up");
  expect(await link()).toBeNull();
});
