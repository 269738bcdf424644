import { expect, test } from "vitest";
import * as contract from "../../../../contract/staff.ts";
import { makeWorld } from "../../../test/world.ts";
import { staff } from "../../modules/staff/index.ts";

const ask = (url: string, headers: Record<string, string> = {}) => fetch(`${url}/api/welcome`, { headers });

test("all calls of one address together have a limit; health is asked as often as one likes", async () => {
  const world = await makeWorld({ rooms: [staff], settings: { RATE_LIMIT: 5 } });
  for (let i = 0; i < 4; i++) expect((await ask(world.url)).status).toBe(200);
  expect((await world.call(contract.me, null, {})).status).toBe(401);
  const refused = await ask(world.url);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("content-type")).toContain("application/problem+json");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "too_many_requests", retryAfter: expect.any(Number) });
  expect((await fetch(`${world.url}/health/live`)).status).toBe(200);
});

test("an address written in another way has the same limits", async () => {
  const world = await makeWorld({ rooms: [staff] });
  const signIn = async (path: string) => {
    const body = JSON.stringify({ email: "nobody@domowa.example", password: "x" });
    const init = { method: "POST", body, headers: { "content-type": "application/json" } };
    return (await fetch(`${world.url}${path}`, init)).headers.get("x-ratelimit-remaining");
  };
  expect(await signIn("/api/sessions")).toBe("59");
  expect(await signIn("/%61pi/sessions")).toBe("58");
});

test.each([
  ["is believed behind a proxy", true, 200],
  ["is not believed otherwise, or anybody could be anybody", false, 429],
])("a forwarded address %s", async (_, TRUST_PROXY, status) => {
  const world = await makeWorld({ rooms: [staff], settings: { RATE_LIMIT: 2, TRUST_PROXY } });
  for (let i = 0; i < 2; i++) await ask(world.url, { "x-forwarded-for": "203.0.113.1" });
  expect((await ask(world.url, { "x-forwarded-for": "203.0.113.1" })).status).toBe(429);
  expect((await ask(world.url, { "x-forwarded-for": "203.0.113.2" })).status).toBe(status);
});

test.each([
  ["another address of its network of IPv6 addresses", "2001:db8::1", "2001:db8::2:0:1", 429],
  ["its IPv4 address written as IPv6", "203.0.113.1", "::ffff:203.0.113.1", 429],
  ["another network", "2001:db8::1", "2001:db8:0:1::1", 200],
])("a caller is counted once, also from %s", async (_, first, second, status) => {
  const world = await makeWorld({ rooms: [staff], settings: { RATE_LIMIT: 2, TRUST_PROXY: true } });
  for (let i = 0; i < 2; i++) await ask(world.url, { "x-forwarded-for": first });
  expect((await ask(world.url, { "x-forwarded-for": second })).status).toBe(status);
});
