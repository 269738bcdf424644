import { request } from "node:http";
import { expect, test } from "vitest";
import * as contract from "../../../../contract/staff.ts";
import { enter, probeRoom } from "../../../test/probe-room.ts";
import { makeWorld } from "../../../test/world.ts";
import { staff } from "../../modules/staff/index.ts";

const rooms = [staff, probeRoom];
const http = await makeWorld({ rooms });
const https = await makeWorld({ rooms, settings: { PUBLIC_URL: "https://desk.example" } });
const headersOf = async (url: string) => (await fetch(url)).headers;

test.each(["/api/welcome", "/api/nothing-here", "/health/live", "/api/docs"])(
  "%s comes with the headers of a careful house",
  async (path) => {
    const headers = await headersOf(`${http.url}${path}`);
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'self'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy.split(";").map((part) => part.trim())).toContain(rule);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  },
);

test("no browser and no proxy keeps an answer of the API, be it a yes or a no", async () => {
  const member = await http.member();
  const yes = await http.call(contract.me, member, {});
  const no = await http.call(contract.members, null, {});
  expect([yes.status, no.status]).toEqual([200, 401]);
  for (const answer of [yes, no]) expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("a house behind TLS insists on it, another does not", async () => {
  const [open, secure] = [await headersOf(`${http.url}/api/welcome`), await headersOf(`${https.url}/api/welcome`)];
  expect(secure.get("strict-transport-security")).toBe("max-age=31536000");
  expect(secure.get("content-security-policy")).toContain("upgrade-insecure-requests");
  expect(open.get("strict-transport-security")).toBeNull();
  expect(open.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
});

test("the session cookie is kept from scripts, from other sites and, behind TLS, from open lines", async () => {
  const cookie = async (world: typeof http) =>
    (await world.call(enter, null, { secret: "x" })).headers.getSetCookie()[0]!;
  expect(await cookie(http)).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await cookie(https)).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

test("only calls made for pages of other sites answer them, and those never look at the cookie", async () => {
  const member = await http.member();
  const id = member.id;
  const photo = await fetch(`${http.url}/api/members/${id}/photo`, { headers: { origin: "https://shop.example" } });
  expect(photo.headers.get("access-control-allow-origin")).toBe("*");
  expect(photo.headers.get("access-control-allow-credentials")).toBeNull();
  const ask = (path: string) =>
    fetch(`${http.url}${path}`, { method: "OPTIONS", headers: { origin: "https://shop.example" } });
  expect((await ask(`/api/members/${id}/photo`)).status).toBe(204);
  const closed = await ask("/api/me");
  expect(closed.status).toBe(404);
  expect(closed.headers.get("access-control-allow-origin")).toBeNull();
});

test.each([
  ["another site", { origin: "https://evil.example" }, 403],
  ["another site, said by the browser alone", { "sec-fetch-site": "cross-site" }, 403],
  ["a sister of our domain", { "sec-fetch-site": "same-site" }, 403],
  ["nowhere", { "sec-fetch-site": "" }, 403],
  ["our public address", { origin: "http://localhost" }, 200],
  ["our own page", { "sec-fetch-site": "same-origin" }, 200],
] as const)("a change that rides on a cookie and comes from %s", async (_, headers, status) => {
  const member = await http.member();
  const given = { ...headers } as Record<string, string>;
  const answer = await http.call(contract.changeMe, member, { name: "Ewa" }, given);
  expect(answer.status).toBe(status);
  if (status === 403) expect(answer.code).toBe("cross_site");
});

test("a token needs no such proof, for no browser sends it by itself", async () => {
  const token = await http.apiToken();
  const answer = await http.call(contract.addTeam, token, { name: "Team" }, { origin: "https://elsewhere.example" });
  expect(answer.status).toBe(200);
});

/** As a proxy or a page would ask: `fetch` sets no Host. */
const ask = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    request(`${url}/metrics`, { headers }, async (answer) => {
      const body = (await answer.toArray()).join("");
      resolve({ status: answer.statusCode ?? 0, type: answer.headers["content-type"] ?? "", body });
    })
      .once("error", reject)
      .end();
  });

test("figures are for this machine only", async () => {
  const here = await ask(http.url, {});
  expect(here.type).toMatch(/^text\/plain; version=/);
  expect(here.body).toContain('splot_http_request_seconds_count{call="probe.enter",status="200"}');
  expect((await fetch(`${http.url}/health/ready`)).status).toBe(200);
});

test.each<[string, Record<string, string>]>([
  ["a proxy here says for whom", { "x-forwarded-for": "203.0.113.1" }],
  ["somebody outside says it is this machine", { "x-forwarded-for": "127.0.0.1" }],
  ["a proxy here says it in the newer way", { forwarded: "for=203.0.113.1" }],
  ["a proxy here names itself", { via: "1.1 proxy" }],
  ["a proxy here passes the name on", { host: "desk.example" }],
])("figures are refused when %s, whether proxies are trusted or not", async (_, headers) => {
  const behind = await makeWorld({ rooms, settings: { TRUST_PROXY: true } });
  for (const world of [http, behind]) expect((await ask(world.url, headers)).status).toBe(403);
});

test("with a token figures are for whoever holds it, from anywhere", async () => {
  const METRICS_TOKEN = "a-long-token-for-figures";
  const world = await makeWorld({ rooms, settings: { METRICS_TOKEN } });
  const through = { "x-forwarded-for": "203.0.113.1", host: "desk.example" };
  const statusOf = async (headers: Record<string, string>) => (await ask(world.url, headers)).status;
  expect(await statusOf({})).toBe(403);
  expect(await statusOf({ ...through, authorization: "Bearer something-else-entirely" })).toBe(403);
  expect(await statusOf({ ...through, authorization: `Bearer ${METRICS_TOKEN}` })).toBe(200);
});
