import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { upload } from "../../../../contract/conversations.ts";
import { addApiToken } from "../../../../contract/staff.ts";
import { fail, makeProbe, probeRoom, write } from "../../../test/probe-room.ts";
import { uploadRoom } from "../../../test/upload-room.ts";
import { makeWorld } from "../../../test/world.ts";
import { staff } from "../../modules/staff/index.ts";

const world = await makeWorld({ rooms: [staff, probeRoom, uploadRoom], settings: { UPLOAD_LIMIT: 2_000 } });
await makeProbe(world);
const member = await world.member();
const customerId = "019b0000-0000-7000-8000-000000000001";
const address = `/api/probe/${customerId}/words`;
const json = { "content-type": "application/json" };

/** Send bytes as they are; answers what came back. */
async function send(path: string, body: string, headers: Record<string, string> = json) {
  const init = {
    method: "POST",
    body,
    headers: { cookie: member.cookie, "sec-fetch-site": "same-origin", ...headers },
  };
  const answer = await fetch(`${world.url}${path}`, init);
  return { status: answer.status, type: answer.headers.get("content-type"), body: JSON.parse(await answer.text()) };
}

const problem = (status: number, code: string) => ({
  status,
  type: "application/problem+json; charset=utf-8",
  body: {
    type: `/api/docs#${code}`,
    status,
    code,
    title: expect.any(String),
    instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
  },
});

test.each([
  ["malformed JSON", '{"word": "lamp"', 400, "bad_json"],
  ["no body", "", 400, "bad_json"],
  ["JSON that is no object", "[1]", 400, "bad_input"],
  ["a word that is a number", '{"word": 5}', 400, "bad_input"],
  ["a NUL in the text, which the database cannot hold", '{"word": "la\\u0000mp"}', 400, "bad_input"],
  ["a poisoned prototype", '{"__proto__": {"a": 1}, "word": "lamp"}', 400, "bad_json"],
  ["more than a megabyte", `{"word": "${"x".repeat(1_100_000)}"}`, 413, "too_large"],
])("%s", async (_, body, status, code) => {
  expect(await send(address, body)).toMatchObject(problem(status, code));
});

test("half a character is stored as the sign for an unknown one or refused, never a failure", async () => {
  const { status } = await send(address, '{"word": "la\\ud800mp"}');
  expect([200, 400]).toContain(status);
});

test.each(["text/plain", "application/xml", "nonsense"])("the content type %s", async (type) => {
  expect(await send(address, "<a/>", { "content-type": type })).toMatchObject(problem(415, "unsupported_media_type"));
});

test("an unknown call, also with a method that this address does not have", async () => {
  expect(await send("/api/nothing-here", "{}")).toMatchObject(problem(404, "not_found"));
  const answer = await fetch(`${world.url}/api/me`, { method: "DELETE" });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: "not_found" });
});

test.each([
  ["a method that nobody knows", "FOO /api/me HTTP/1.1\r\nhost: x\r\n\r\n", 400, "bad_input"],
  [
    "more headers than a request may have",
    `GET / HTTP/1.1\r\nhost: x\r\na: ${"x".repeat(20_000)}\r\n\r\n`,
    413,
    "too_large",
  ],
  ["no HTTP at all", "\u0016\u0003\u0001\r\n\r\n", 400, "bad_input"],
])("%s", async (_, bytes, status, code) => {
  const socket = connect(Number(new URL(world.url).port), "localhost");
  socket.end(bytes);
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head.toLowerCase()).toContain("content-type: application/problem+json");
  expect(JSON.parse(body)).toMatchObject({ status, code });
});

test("the word Bearer may be written in any case, and who is not known is told how to say who it is", async () => {
  const ask = (authorization: string) => fetch(`${world.url}/api/me`, { headers: { authorization } });
  const { token } = await world.ok(addApiToken, await world.member({ role: "administrator" }), {
    name: "script",
    scopes: ["customers.read"],
  });
  for (const scheme of ["Bearer", "bearer", "BEARER "]) expect((await ask(`${scheme} ${token}`)).status).toBe(200);
  const unknown = await ask("Bearer nobody");
  expect(unknown.status).toBe(401);
  expect(unknown.headers.get("www-authenticate")).toBe("Bearer");
});

test("a DELETE without a body may name the type of the body that it does not have", async () => {
  const headers = { cookie: member.cookie, "sec-fetch-site": "same-origin", ...json };
  const answer = await fetch(`${world.url}/api/me/sessions/${customerId}`, { method: "DELETE", headers });
  expect(await answer.json()).toMatchObject(problem(404, "not_found").body);
});

test("an id that is none, and an address that is none", async () => {
  expect(await send("/api/probe/not-an-id/words", '{"word":"lamp"}')).toMatchObject(problem(400, "bad_input"));
  const answer = await fetch(`${world.url}/api/%E0%A4%A`);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
});

test("a shape that is wrong is told field by field", async () => {
  const { body } = await send(address, '{"word": 5}');
  expect(body.issues).toMatchObject([{ path: ["word"], message: expect.any(String) }]);
});

test.each([
  ["a bug of ours", undefined, 500, "internal"],
  ["an answer that is not what the contract says, which is no fault of the caller", "answer", 500, "internal"],
  ["a full disk of the database", "53100", 503, "unavailable"],
  ["a full disk of the files", "ENOSPC", 503, "unavailable"],
  ["a database that is away", "57P01", 503, "unavailable"],
])("%s says nothing of its cause", async (_, how, status, code) => {
  const answer = await world.call(fail, null, how === undefined ? {} : { how });
  expect(answer).toMatchObject({ status, code });
  expect(JSON.stringify(answer.body)).not.toContain("secret cause");
  expect(answer.headers.get("x-request-id")).toBe((answer.body as { instance?: string }).instance);
});

const file = (content: string) =>
  ({ "a.txt": new Blob([content], { type: "text/plain" }) }) as unknown as Record<string, never>;

test("a file that is too large, none at all, and a body that is no form are refused and leave nothing", async () => {
  expect((await world.call(upload, member, file("x".repeat(2_001)))).code).toBe("too_large");
  expect((await world.call(upload, member, {})).code).toBe("bad_input");
  expect(await send("/api/uploads", "{}")).toMatchObject(problem(415, "unsupported_media_type"));
  const cut = "--b\r\ncontent-disposition: form-data; name=file; filename=a.txt\r\n\r\nhalf of it";
  expect(await send("/api/uploads", cut, { "content-type": "multipart/form-data; boundary=b" })).toMatchObject(
    problem(400, "bad_input"),
  );
  const kept: string[] = [];
  for await (const key of world.house.files.list(new Date(Date.now() + 60_000))) kept.push(key);
  expect(kept).toEqual([]);
  expect((await world.call(upload, member, file("x".repeat(1_999)))).status).toBe(200);
});

test("more files than ten are refused and leave nothing", async () => {
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}.txt`, new Blob(["x"])]));
  expect((await world.call(upload, member, many as unknown as Record<string, never>)).code).toBe("too_large");
});

test("a connection that breaks in the middle of a body harms nobody", async () => {
  await new Promise<void>((resolve) => {
    const broken = request(`${world.url}${address}`, { method: "POST", headers: { ...json, "content-length": "100" } });
    broken.on("error", () => resolve());
    broken.write('{"word": ');
    broken.on("socket", (socket) => socket.on("connect", () => setImmediate(() => broken.destroy())));
    broken.on("close", () => resolve());
  });
  expect((await world.call(write, member, { customerId, word: "lamp" })).status).toBe(200);
});

test("where the connection to the database is lost, the call may be tried again", async () => {
  await world.rows(`create function cut() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
  await world.rows("create trigger cut before insert on probe.word for each row execute function cut()");
  expect((await world.call(write, member, { customerId, word: "lamp" })).body).toMatchObject({
    status: 503,
    code: "unavailable",
  });
  await world.rows("drop trigger cut on probe.word");
  expect((await world.call(write, member, { customerId, word: "shade" })).status).toBe(200);
});
