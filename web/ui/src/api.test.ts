import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import * as conversations from "../../../contract/conversations.ts";
import * as staff from "../../../contract/staff.ts";
import { address, newKey, photoUrl, Refused, send, sendFiles } from "./api.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** A server that answers as told; gives its address. */
async function serving(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((ready) => server?.once("listening", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
};
const id = "01a204dc-bf00-7237-802d-13c6d95fd158";
const session = { email: "a@b.pl", password: "x" };

test("path, query and body each take their fields", () => {
  expect(address(conversations.change, { customerId: "a/b", matterId: "m", version: 3, state: "open" })).toEqual({
    url: "/customers/a%2Fb/matters/m",
    body: '{"version":3,"state":"open"}',
  });
  expect(address(conversations.inbox, { view: "mine", state: undefined, channel: "chat" })).toEqual({
    url: "/matters?view=mine&channel=chat",
    body: null,
  });
});

test("what changes something carries one key over all tries, and is tried again after a lost answer", async () => {
  const keys: unknown[] = [];
  const base = await serving((request, response) => {
    keys.push(request.headers["idempotency-key"]);
    if (keys.length === 1) request.socket.destroy();
    else if (keys.length === 2) response.writeHead(503).end("{}");
    else response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  const key = newKey();
  expect(await send(staff.signOut, {}, { base, key, patience: [1, 1] })).toEqual({});
  expect(keys).toEqual([key, key, key]);
});

test("without any answer it says so after the last try", async () => {
  let tries = 0;
  const base = await serving((request) => {
    tries++;
    request.socket.destroy();
  });
  await expect(send(staff.signOut, {}, { base, patience: [1] })).rejects.toMatchObject({ code: "offline", status: 0 });
  expect(tries).toBe(2);
});

test("a refusal is not tried again and keeps its code, extras and request id", async () => {
  let tries = 0;
  const base = await serving((_, response) => {
    tries++;
    response.writeHead(409, { "content-type": "application/problem+json" }).end(
      JSON.stringify({
        type: "/x",
        title: "No",
        status: 409,
        code: "answered_meanwhile",
        instance: "r1",
        by: "Anna",
      }),
    );
  });
  const error = await send(staff.signIn, session, { base, patience: [1] }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({ code: "answered_meanwhile", status: 409, requestId: "r1", extra: { by: "Anna" } });
  expect(tries).toBe(1);
});

test.each([
  [502, "unavailable"],
  [404, "not_found"],
  [500, "internal"],
])("a %i that is no problem document of ours is %s", async (status, code) => {
  const base = await serving((_, response) => response.writeHead(status).end("<html>proxy</html>"));
  await expect(send(staff.me, {}, { base })).rejects.toMatchObject({ code });
});

test("an answer that the contract does not know is refused", async () => {
  const base = await serving((_, response) => response.writeHead(200).end('{"id":1}'));
  await expect(send(staff.me, {}, { base })).rejects.toMatchObject({ code: "bad_answer" });
});

test("files go as multipart under one key", async () => {
  let sent = { type: "", key: "", body: "" };
  const base = await serving(async (request, response) => {
    sent = {
      type: String(request.headers["content-type"]),
      key: String(request.headers["idempotency-key"]),
      body: await bodyOf(request),
    };
    const file = { fileId: id, name: "ż.txt", type: "text/plain", size: 3, inline: false };
    response.writeHead(200).end(JSON.stringify({ files: [file] }));
  });
  const { files } = await sendFiles(conversations.upload, [new File(["abc"], "ż.txt")], { base, key: "k1" });
  expect(files[0]?.fileId).toBe(id);
  expect(sent.type).toMatch(/^multipart\/form-data; boundary=/);
  expect(sent.key).toBe("k1");
  expect(sent.body).toContain('filename="ż.txt"');
});

test("a photo's address is below /api", () => {
  expect(photoUrl(null)).toBeNull();
  expect(photoUrl("/members/1/photo")).toBe("/api/members/1/photo");
  expect(photoUrl("/api/members/1/photo")).toBe("/api/members/1/photo");
});
