import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();

test("signing out makes the cookie useless and takes it from the browser", async () => {
  const member = await world.member();
  expect((await world.call(contract.me, member, {})).status).toBe(200);
  const answer = await world.call(contract.signOut, member, {});
  expect(answer).toMatchObject({ status: 200, body: {} });
  expect(answer.headers.getSetCookie()[0]).toMatch(/^splot_session=;.*Expires=Thu, 01 Jan 1970/);
  expect(await world.call(contract.me, member, {})).toMatchObject({ status: 401, code: "not_signed_in" });
});

test("an API token has no session to end", async () => {
  const token = await world.apiToken();
  expect(await world.call(contract.signOut, token, {})).toMatchObject({ status: 403, code: "not_allowed" });
  expect((await world.call(contract.me, token, {})).status).toBe(200);
});
