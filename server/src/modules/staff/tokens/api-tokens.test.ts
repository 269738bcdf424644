import { expect, test } from "vitest";
import * as contract from "../../../../../contract/staff.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const administrator = await world.member({ role: "administrator" });

test("a token acts as its maker, within its scopes; its secret is shown once and only its hash is kept", async () => {
  const made = await world.ok(contract.addApiToken, administrator, { name: "Shop", scopes: ["customers.read"] });
  expect(made.token).toMatch(/^splot_[\w-]{43}$/);
  const me = await world.ok(contract.me, { bearer: made.token }, {});
  expect(me).toMatchObject({ id: administrator.id, permissions: ["customers.read"] });
  const denied = await world.call(contract.apiTokens, { bearer: made.token }, {});
  expect(denied).toMatchObject({ status: 403, code: "not_allowed" });

  const { items } = await world.ok(contract.apiTokens, administrator, {});
  const { token, ...listed } = made;
  expect(items).toEqual([{ ...listed, lastUsedAt: world.now.toISOString() }]);
  const kept = await world.rows<{ row: string }>("select t::text as row from staff.api_token t");
  expect(kept[0]?.row).not.toContain(token.slice(6));
});

test("a scope is worth what its maker's role still allows", async () => {
  const maker = await world.member({ role: "administrator" });
  const token = await world.apiToken({ by: maker, scopes: ["staff.manage", "customers.read"] });
  const permissions = async () => (await world.ok(contract.me, token, {})).permissions;
  expect(await permissions()).toEqual(["customers.read", "staff.manage"]);
  await world.ok(contract.changeMember, administrator, { memberId: maker.id, version: 1, role: "marketer" });
  expect(await permissions()).toEqual(["customers.read"]);
});

test("a token makes no token that may do more", async () => {
  const token = await world.apiToken({ scopes: ["tokens.manage", "customers.read"] });
  const make = (scopes: "customers.read"[] | "staff.manage"[]) =>
    world.call(contract.addApiToken, token, { name: "More", scopes });
  expect(await make(["staff.manage"])).toMatchObject({ code: "not_allowed", body: { permission: "staff.manage" } });
  expect((await make(["customers.read"])).status).toBe(200);
});

test("a revoked token is useless at once", async () => {
  const token = await world.apiToken();
  expect((await world.call(contract.me, token, {})).status).toBe(200);
  await world.ok(contract.revokeApiToken, administrator, { tokenId: token.id });
  expect((await world.call(contract.me, token, {})).code).toBe("not_signed_in");
  expect((await world.call(contract.revokeApiToken, administrator, { tokenId: token.id })).code).toBe("not_found");
});

test("a lost answer is repeated with the same secret, of which the database still knows nothing", async () => {
  const make = () =>
    world.call(
      contract.addApiToken,
      administrator,
      { name: "Lost", scopes: ["audit.read"] },
      { "idempotency-key": "lost-answer" },
    );
  const [first, second] = [await make(), await make()];
  expect(second.body).toEqual(first.body);
  const kept = await world.rows<{ row: string }>("select t::text as row from platform.idempotency t");
  expect(kept).toHaveLength(1);
  expect(kept[0]?.row).not.toContain(first.body.token);
  expect(kept[0]?.row).not.toContain("lost-answer");
});
