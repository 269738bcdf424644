import { expect, test } from "vitest";
import * as contract from "../../../../contract/staff.ts";
import { makeWorld } from "../../../test/world.ts";
import { makeLink } from "./passwords/links.ts";
import { sweepTask } from "./sweep.ts";

const world = await makeWorld();
const DAY = 86_400_000;
const counts = async () =>
  (
    await world.rows(`select (select count(*) from staff.link) links, (select count(*) from staff.wrong_try) tries,
      (select count(*) from staff.session) sessions`)
  )[0];

test("at night what nobody can use any more goes, and nothing else", async () => {
  const member = await world.member();
  await world.as({ kind: "system", name: "test" }, (ctx) => makeLink(ctx, "invitation", member.id));
  await world.call(contract.signIn, null, { email: member.email, password: "x" });
  const sweep = () => sweepTask.run(world.house, {} as never);
  await sweep();
  expect(await counts()).toEqual({ links: 1, tries: 1, sessions: 1 });
  world.now = new Date(world.now.getTime() + 7 * DAY);
  await sweep();
  expect(await counts()).toEqual({ links: 0, tries: 0, sessions: 1 });
  world.now = new Date(world.now.getTime() + 83 * DAY);
  await sweep();
  expect(await counts()).toEqual({ links: 0, tries: 0, sessions: 1 });
  world.now = new Date(world.now.getTime() + 1);
  await sweep();
  expect(await counts()).toEqual({ links: 0, tries: 0, sessions: 0 });
});
