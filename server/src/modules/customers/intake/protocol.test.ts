import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";
import { changeSource } from "./sources.ts";

const world = await makeWorld({ settings: { PUBLIC_URL: "https://shop.example/splot" } });
const intake = intakeOf(world);
const { id: sourceId, writeKey } = await intake.source();
const system = { kind: "system", name: "test" } as const;
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
const who = { anonymousId: "browser-1" };
let n = 0;
const newId = () => `m-${++n}`;

const content = {
  track: { event: "Ordered", properties: { total: 10 } },
  identify: { traits: { plan: "gold" } },
  page: { name: "Start", category: "Shop" },
  screen: { name: "Start" },
  group: { groupId: "g-1", traits: {} },
  alias: { userId: "u-1", previousId: "browser-1" },
};
const words = Object.entries(content).flatMap(([kind, fields]) => [
  [kind, kind, fields] as const,
  [kind[0]!, kind, fields] as const,
]);

test.each(words)("POST /v1/%s writes a signal of the kind %s", async (word, kind, fields) => {
  const messageId = newId();
  expect(await intake.post(word, { writeKey, ...who, messageId, ...fields })).toMatchObject({
    status: 200,
    body: { success: true },
  });
  expect(await intake.written(messageId)).toMatchObject([{ name: kind, received_at: world.now }]);
});

test.each(["batch", "b", "import"])("POST /v1/%s takes events of every kind, alias included", async (word) => {
  const batch = Object.entries(content).map(([type, fields]) => ({ ...who, messageId: newId(), type, ...fields }));
  expect(await intake.post(word, { writeKey, batch })).toMatchObject({ status: 200, body: { success: true } });
  const written = await intake.written(...batch.map(({ messageId }) => messageId));
  expect(written.map(({ name }) => name).sort()).toEqual(Object.keys(content).sort());
});

test.each([
  ["Basic with an empty password", () => basic(`${writeKey}:`), {}],
  ["Basic without the colon", () => basic(writeKey), {}],
  ["basic in small letters", () => ({ authorization: basic(`${writeKey}:`).authorization.replace("B", "b") }), {}],
  ["the body alone", () => ({}), { writeKey }],
  ["Bearer, with the key in the body", () => ({ authorization: "Bearer some.oauth.token" }), { writeKey }],
])("the key may come by %s", async (_, headers, body) => {
  const messageId = newId();
  expect(await intake.post("track", { ...track(messageId), ...body }, headers())).toMatchObject({ status: 200 });
  expect(await intake.written(messageId)).toHaveLength(1);
});

test.each(["text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "application/octet-stream"])(
  "JSON is read whatever the type says: %s",
  async (type) => {
    const messageId = newId();
    expect(await intake.post("t", { ...track(messageId), writeKey }, { "content-type": type })).toMatchObject({
      status: 200,
    });
    expect(await intake.written(messageId)).toHaveLength(1);
  },
);

test("a page of another site may send: the preflight is answered for long, the answers are readable", async () => {
  const preflight = await fetch(`${world.url}/v1/t`, {
    method: "OPTIONS",
    headers: {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type,x-retry-count",
    },
  });
  expect(preflight.status).toBe(204);
  const allowed = preflight.headers.get("access-control-allow-headers")!.split(/,\s*/);
  expect(allowed).toEqual(expect.arrayContaining(["authorization", "content-type", "x-retry-count"]));
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(Number(preflight.headers.get("access-control-max-age"))).toBeGreaterThanOrEqual(7_200);
  const { headers } = await intake.post("t", { ...track(newId()), writeKey }, { origin: "https://shop.example" });
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("access-control-expose-headers")).toMatch(/retry-after/i);
});

test("analytics.js is told to send here, in batches, and to load nothing else", async () => {
  const response = await fetch(`${world.url}/v1/projects/${writeKey}/settings`);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(await response.json()).toMatchObject({
    integrations: { "Segment.io": { apiKey: writeKey, apiHost: "shop.example/splot/v1", protocol: "https" } },
    plan: { track: { __default: { enabled: true } } },
    metrics: { sampleRate: 0 },
    remotePlugins: [],
  });
  expect(await intake.post("m", { series: [{ type: "Counter" }] })).toMatchObject({ status: 200 });
});

test.each([
  ["no JSON", "{"],
  ["an empty body", ""],
  ["a list", "[]"],
  ["null", "null"],
  ["a text", '"track"'],
])("%s is refused with 400, so that nobody sends it again", async (_, body) => {
  expect(await intake.post("track", body)).toMatchObject({ status: 400, body: { code: "bad_json" } });
});

test.each([{}, { batch: {} }, { batch: "[]" }])("a batch without a list is refused: %j", async (body) => {
  expect(await intake.post("batch", { writeKey, ...body })).toMatchObject({ status: 400, body: { code: "bad_json" } });
});

test("an empty batch and an unknown path change nothing", async () => {
  expect(await intake.batch(writeKey, [])).toMatchObject({ status: 200 });
  expect((await fetch(`${world.url}/v1/nothing`, { method: "POST", body: "{}" })).status).toBe(404);
});

const packed = (body: object, encoding: string, pack: (text: string) => Buffer) =>
  fetch(`${world.url}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-encoding": encoding },
    body: new Uint8Array(pack(JSON.stringify(body))),
  });

test.each([
  ["gzip", gzipSync],
  ["GZIP", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
] as const)("a body packed by %s is unpacked", async (encoding, pack) => {
  const messageId = newId();
  expect((await packed({ writeKey, batch: [track(messageId)] }, encoding, pack)).status).toBe(200);
  expect(await intake.written(messageId)).toHaveLength(1);
});

test("of a packed body no more is unpacked than a body may have, and what is not packed as it says is refused", async () => {
  const bomb = { writeKey, batch: [track(newId())], pad: "x".repeat(40 * 1024 * 1024) };
  expect((await packed(bomb, "gzip", gzipSync)).status).toBe(413);
  expect((await packed({ writeKey, batch: [] }, "gzip", Buffer.from)).status).toBe(400);
});

test("a slash at the end of the address loses nothing", async () => {
  const messageId = newId();
  expect(await intake.post("track/", { ...track(messageId), writeKey })).toMatchObject({ status: 200 });
  expect(await intake.written(messageId)).toHaveLength(1);
});

test("a message id that is a number is known again, too", async () => {
  const event = { ...track("x"), messageId: 4_711_000 };
  for (let turn = 0; turn < 2; turn += 1) expect(await intake.batch(writeKey, [event])).toMatchObject({ status: 200 });
  expect(await intake.written("4711000")).toHaveLength(1);
});

test("a body above 4 MB is refused", async () => {
  const { status } = await intake.post("batch", { writeKey, batch: [], pad: "x".repeat(4 * 1024 * 1024) });
  expect(status).toBe(413);
});

test("of a batch of 2,501 events the last is set aside", async () => {
  const { writeKey: key } = await intake.source();
  const events = Array.from({ length: 2_501 }, (_, i) => track(`long-${String(i).padStart(4, "0")}`, who));
  expect(await intake.batch(key, events)).toMatchObject({ status: 200, body: { success: true } });
  const [count] = await world.rows(
    "select count(*)::int n from platform.event where data ->> 'messageId' like 'long-%'",
  );
  expect(count).toEqual({ n: 2_500 });
  expect(await intake.rejectedOf(key)).toMatchObject([{ reason: "batch_too_long", event: events.at(-1) }]);
});

test("1.5 MB in a batch are taken in", async () => {
  const events = Array.from({ length: 50 }, () => track(newId(), { properties: { text: "ą".repeat(15_000) } }));
  expect(await intake.batch(writeKey, events)).toMatchObject({ status: 200 });
  expect(await intake.written(...events.map((event) => event.messageId))).toHaveLength(50);
});

test.each(["a key that nobody has", ""])(
  "with an unknown key (%j) it is quarantined and answered with 200",
  async (key) => {
    const event = track(newId());
    expect(await intake.batch(key, [event])).toMatchObject({ status: 200, body: { success: true } });
    expect(await intake.written(event.messageId)).toEqual([]);
    expect(await intake.rejectedOf(key)).toMatchObject([{ reason: "unknown_write_key", source_id: null, event }]);
  },
);

test("a key whose 200th unit is half a character is quarantined too", async () => {
  const key = `${"k".repeat(199)}😀`;
  const event = track(newId());
  expect(await intake.batch(key, [event])).toMatchObject({ status: 200 });
  expect(
    await world.rows("select 1 from customers.rejected_event where event ->> 'messageId' = $1", event.messageId),
  ).toHaveLength(1);
});

test("a source that is switched off is heard no more within two seconds, nor lost", async () => {
  const { id, writeKey: key } = await intake.source();
  const [before, after] = [track(newId()), track(newId())];
  await intake.batch(key, [before]);
  await world.as(system, (ctx) => changeSource(ctx, { sourceId: id, active: false }));
  world.now = new Date(world.now.getTime() + 2_000);
  await intake.batch(key, [after]);
  expect(await intake.written(before.messageId, after.messageId)).toHaveLength(1);
  expect(await intake.rejectedOf(key)).toMatchObject([{ reason: "source_off", source_id: id, event: after }]);
});

test("a source says when it was last heard of", async () => {
  await intake.batch(writeKey, [track(newId())]);
  expect(await world.rows("select last_event_at from customers.source where id = $1", sourceId)).toEqual([
    { last_event_at: expect.any(Date) },
  ]);
});

test("what a batch says of all its events is in each that does not say otherwise", async () => {
  const [own, given] = [newId(), newId()];
  await intake.batch(writeKey, [track(own, { context: { locale: "ro" } }), track(given)], {
    context: { locale: "pl", userAgent: "Node" },
  });
  expect(await intake.written(own, given)).toMatchObject(
    [
      { data: { messageId: own, context: { locale: "ro", userAgent: "Node" } } },
      { data: { messageId: given, context: { locale: "pl", userAgent: "Node" } } },
    ].sort((a, b) => (a.data.messageId < b.data.messageId ? -1 : 1)),
  );
});
