import { expect, test } from "vitest";
import { upload } from "../../../../contract/conversations.ts";
import { enter, makeProbe, probeRoom, words, write } from "../../../test/probe-room.ts";
import { uploadRoom } from "../../../test/upload-room.ts";
import { makeWorld } from "../../../test/world.ts";
import { staff } from "../../modules/staff/index.ts";

const world = await makeWorld({ rooms: [staff, probeRoom, uploadRoom] });
await makeProbe(world);
const member = await world.member();
const customerId = "019b0000-0000-7000-8000-000000000001";
const click = (key: string, word: string, as = member) =>
  world.call(write, as, { customerId, word }, { "idempotency-key": key });
const written = async (word: string) => (await words(world)).filter((other) => other === word).length;

test("a double click at the same moment has one effect, and both get the same answer", async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => click("at-the-same-time", "lamp")));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(await written("lamp")).toBe(1);
  expect((await click("at-the-same-time", "lamp")).body).toEqual(answers[0]!.body);
});

test("without a key, or with another, it is another request", async () => {
  await click("first-key", "chair");
  await click("second-key", "chair");
  await world.ok(write, member, { customerId, word: "chair" });
  expect(await written("chair")).toBe(3);
});

test("a key used for another body is refused and does nothing", async () => {
  await click("one-body", "table");
  expect(await click("one-body", "stool")).toMatchObject({ status: 422, code: "idempotency_key_reused" });
  expect(await written("stool")).toBe(0);
});

test("a key is one's own: a colleague's same key is another request", async () => {
  const colleague = await world.member();
  const [mine, theirs] = [await click("shared-key", "shelf"), await click("shared-key", "shelf", colleague)];
  expect(theirs.status).toBe(200);
  expect(theirs.body.id).not.toBe(mine.body.id);
});

test.each(["taken", "counted"])(
  "a refusal is not kept: what was refused (%s) may be tried again with the same key",
  async (word) => {
    const before = await written(word);
    const first = await click(`refused-${word}`, word);
    expect(first.status).toBeGreaterThanOrEqual(400);
    expect((await click(`refused-${word}`, "carpet")).status).toBe(200);
    // The one that is returned instead of thrown keeps what it wrote.
    expect(await written(word)).toBe(before + (word === "counted" ? 1 : 0));
  },
);

test("files sent again under one key are the files of the first time; other files are refused", async () => {
  const send = (content: string) => {
    const files = { "a.txt": new Blob([content], { type: "text/plain" }) };
    return world.call(upload, member, files as unknown as Record<string, never>, { "idempotency-key": "these-files" });
  };
  const [first, second] = [await send("lamp"), await send("lamp")];
  expect(first.status).toBe(200);
  expect(second.body).toEqual(first.body);
  expect(await world.rows("select id from platform.file")).toHaveLength(1);
  expect(await send("stool")).toMatchObject({ status: 422, code: "idempotency_key_reused" });
});

test("a repeat also gets the session that the first one began", async () => {
  const sign = () => world.call(enter, null, { secret: "lampa nad stołem" }, { "idempotency-key": "sign-in-once" });
  const [first, second] = [await sign(), await sign()];
  expect(first.headers.getSetCookie()[0]).toMatch(/^splot_session=token-/);
  expect(second.headers.getSetCookie()).toEqual(first.headers.getSetCookie());
});

test("what is kept tells nobody the request, the answer or the key", async () => {
  await world.call(enter, null, { secret: "tajne-hasło" }, { "idempotency-key": "nobody-knows" });
  const rows = await world.rows<{ row: string }>("select t::text as row from platform.idempotency t");
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of rows) expect(row).not.toMatch(/tajne|token-|nobody-knows/);
});

test.each(["short", "x".repeat(201), "with space"])("the key %j is refused", async (key) => {
  expect(await click(key, "rug")).toMatchObject({ status: 400, code: "bad_input" });
  expect(await written("rug")).toBe(0);
});
