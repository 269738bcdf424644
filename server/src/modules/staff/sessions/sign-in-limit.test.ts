import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();

test("one address makes sixty tries a minute, at whichever accounts, and is told when to come again", async () => {
  const tryAt = (n: number) =>
    world.call(contract.signIn, null, { email: `somebody${n}@staff.example`, password: "x" });
  for (let n = 0; n < 60; n++) expect((await tryAt(n)).status).toBe(401);
  const refused = await tryAt(60);
  expect(refused).toMatchObject({ status: 429, code: "too_many_requests" });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await world.call(contract.welcome, null, {})).status).toBe(200);
});
