import { expect, test } from "vitest";
import { intakeOf, track } from "../../../../test/intake.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const intake = intakeOf(world);
const { writeKey } = await intake.source();
let n = 0;
const newId = () => `m-${++n}`;
const ok = { status: 200, body: { success: true } };
const ids = (rows: { data: { messageId: string } }[]) => rows.map((row) => row.data.messageId);

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
/** A batch as text, so that it can hold what JSON.stringify would not write. */
const asText = (events: string[]) => `{"writeKey":"${writeKey}","batch":[${events.join(",")}]}`;
const text = (messageId: string, properties: string, over = "") =>
  `{"type":"track","event":"Looked","anonymousId":"b","messageId":"${messageId}"${over},"properties":${properties}}`;

test("an event above 32 KB is set aside alone; those beside it are taken in", async () => {
  const { writeKey: key } = await intake.source();
  const [before, after] = [newId(), newId()];
  const large = track(newId(), { properties: { text: "ą".repeat(17_000) } });
  expect(await intake.batch(key, [track(before), large, track(after)])).toMatchObject(ok);
  expect(ids(await intake.written(before, large.messageId, after))).toEqual([before, after]);
  expect(await intake.rejectedOf(key)).toMatchObject([{ reason: "too_large", event: large }]);
});

test("of an event far above the limit its beginning is kept", async () => {
  const { writeKey: key } = await intake.source();
  const large = track(newId(), { properties: { text: "x".repeat(3_000_000) } });
  expect(await intake.batch(key, [large])).toMatchObject(ok);
  const [row] = await intake.rejectedOf(key);
  expect(row).toMatchObject({ reason: "too_large" });
  expect(row!.event).toSatisfy((event) => typeof event === "string" && event.length < 100_000);
  expect(JSON.stringify(large).startsWith((row!.event as string).slice(0, -1))).toBe(true);
});

test.each([
  ["NUL", '{"a\\u0000b":"c\\u0000d"}', { ab: "cd" }],
  ["half a surrogate pair", '{"a":"x\\ud83d","\\udc00":1}', { a: "x\ufffd", "\ufffd": 1 }],
  ["a whole pair", '{"a":"\\ud83d\\ude00"}', { a: "😀" }],
  [
    "the name of a prototype",
    '{"__proto__":{"a":1},"constructor":2}',
    JSON.parse('{"__proto__":{"a":1},"constructor":2}'),
  ],
  ["an enormous number", '{"a":1e400,"b":-0,"c":1e-400}', { a: null, b: 0, c: 0 }],
])("%s is taken in, as far as it can be stored", async (_, properties, stored) => {
  const id = newId();
  expect(await intake.post("batch", asText([text(id, properties)]))).toMatchObject(ok);
  const [row] = await intake.written(id);
  expect(JSON.stringify(row!.data.properties)).toBe(JSON.stringify(stored));
});

test("a NUL and half a pair in ids and names do no harm", async () => {
  const id = newId();
  const event = `{"type":"track","event":"Lo\\u0000oked\\ud800","anonymousId":"b\\u0000\\udfff","userId":"u\\u0000${id}","messageId":"${id}\\u0000"}`;
  expect(await intake.post("batch", asText([event]))).toMatchObject(ok);
  expect(await intake.written(id)).toMatchObject([{ data: { event: "Looked\ufffd", userId: `u${id}` } }]);
});

test.each([
  ["10,000 levels of nesting", deep(10_000)],
  ["1,500,000 levels of nesting", deep(1_500_000)],
])("%s are set aside without harm to anybody else", async (_, properties) => {
  const { writeKey: key } = await intake.source();
  const [poison, ...sound] = [newId(), newId(), newId(), newId()];
  const [answer, neighbour] = await Promise.all([
    intake.post("batch", asText([text(sound[0]!, "{}"), text(poison!, properties), text(sound[1]!, "{}")])),
    intake.batch(key, [track(sound[2]!)]),
  ]);
  expect([answer, neighbour]).toMatchObject([ok, ok]);
  expect(ids(await intake.written(poison!, ...sound))).toEqual(sound);
  const rejected = (await intake.rejectedOf(writeKey)).filter((row) => JSON.stringify(row.event).includes(poison!));
  expect(rejected).toMatchObject([{ reason: "not_storable" }]);
});

test("nesting in what is refused anyway is no trouble either", async () => {
  const id = newId();
  const nameless = `{"type":"track","messageId":"${id}","properties":${deep(200_000)},"x":"\\u0000\\ud800"}`;
  expect(await intake.post("batch", asText([nameless]))).toMatchObject(ok);
  const rejected = (await intake.rejectedOf(writeKey)).filter((row) => JSON.stringify(row.event).includes(id));
  expect(rejected).toHaveLength(1);
});

test.each(["1", '"track"', "null", "[]", "true"])("%s instead of an event is set aside", async (event) => {
  const { writeKey: key } = await intake.source();
  const sound = newId();
  const body = `{"writeKey":"${key}","batch":[${event},${JSON.stringify(track(sound))}]}`;
  expect(await intake.post("batch", body)).toMatchObject(ok);
  expect(await intake.written(sound)).toHaveLength(1);
  expect(await intake.rejectedOf(key)).toMatchObject([{ reason: "not_an_object", event: JSON.parse(event) }]);
});

test("a repeat changes nothing: in one batch, later, by another path, at the same moment", async () => {
  const event = track(newId(), { userId: `u-${n}`, properties: { a: 1 } });
  expect(await intake.batch(writeKey, [event, event])).toMatchObject(ok);
  const before = await everything();
  await intake.post("track", { ...event, writeKey });
  await Promise.all(Array.from({ length: 6 }, () => intake.batch(writeKey, [event, event], { sentAt: new Date() })));
  expect(await everything()).toEqual(before);
  expect(await intake.written(event.messageId)).toHaveLength(1);
});

test("a repeat after the visitor signed in changes nothing", async () => {
  const looked = track(newId(), { anonymousId: "tablet-1" });
  const signedIn = { type: "identify", anonymousId: "tablet-1", userId: "u-tablet", messageId: newId() };
  await intake.batch(writeKey, [looked]);
  await intake.batch(writeKey, [signedIn]);
  await world.settle();
  const before = await everything();
  expect(await intake.batch(writeKey, [looked])).toMatchObject(ok);
  expect(await intake.batch(writeKey, [{ ...looked, userId: "u-tablet" }, signedIn])).toMatchObject(ok);
  await world.settle();
  expect(await everything()).toEqual(before);
});

test("the same message id from another source is another event", async () => {
  const { writeKey: other } = await intake.source();
  const event = track(newId());
  await intake.batch(writeKey, [event]);
  await intake.batch(other, [event]);
  expect(await intake.written(event.messageId)).toHaveLength(2);
});

test("without a message id a retry is known by its own time, and what has none is another event each time", async () => {
  const { anonymousId } = track("x");
  const timed = { type: "track", event: `Timed ${++n}`, anonymousId, timestamp: "2026-01-05T08:59:00Z" };
  const untimed = { type: "track", event: `Untimed ${n}`, anonymousId };
  for (const sentAt of ["2026-01-05T08:59:30Z", "2026-01-05T08:59:40Z"])
    await intake.batch(writeKey, [timed, untimed], { sentAt });
  const rows = await world.rows<{ event: string }>(
    "select data ->> 'event' as event from platform.event where data ->> 'event' = any($1)",
    [timed.event, untimed.event],
  );
  expect(rows.map((row) => row.event).sort()).toEqual([timed.event, untimed.event, untimed.event]);
});

test("requests that come together share few commits, and all are answered", async () => {
  const events = Array.from({ length: 200 }, () => track(newId()));
  const [before] = await world.rows<{ n: string }>(
    "select xact_commit as n from pg_stat_database where datname = current_database()",
  );
  expect(before).toBeDefined();
  const answers = await Promise.all(events.map((event) => intake.batch(writeKey, [event])));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const written = await world.rows<{ xmin: string }>(
    "select distinct xmin from platform.event where data ->> 'messageId' = any($1)",
    events.map((e) => e.messageId),
  );
  expect(written.length).toBeLessThan(60);
  expect(await intake.written(...events.map((event) => event.messageId))).toHaveLength(200);
});

test("while the database is gone clients are asked to wait; nothing is lost and nothing doubled when it is back", async () => {
  const events = Array.from({ length: 30 }, () => track(newId()));
  const [name] = await world.rows<{ name: string }>("select current_database() as name");
  const database = `"${name!.name}"`;
  const { Client } = await import("pg").then((module) => module.default);
  const address = new URL(world.databaseUrl);
  address.pathname = "/postgres";
  const admin = new Client({ connectionString: address.href });
  await admin.connect();
  const underWay = Promise.all(events.map((event) => intake.batch(writeKey, [event])));
  await admin.query(`alter database ${database} with allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name!.name]);
  const answers = await underWay;
  const gone = await intake.batch(writeKey, [track(newId())]);
  await admin.query(`alter database ${database} with allow_connections true`);
  await admin.end();
  expect(gone).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
  expect(gone.headers.get("retry-after")).toMatch(/^[1-9]\d?$/);
  for (const { status } of answers) expect([200, 429]).toContain(status);
  const acknowledged = events.filter((_, i) => answers[i]!.status === 200).map((event) => event.messageId);
  expect(ids(await intake.written(...acknowledged)).sort()).toEqual(acknowledged.sort());
  for (const event of events) expect(await intake.batch(writeKey, [event])).toMatchObject(ok);
  expect(await intake.written(...events.map((event) => event.messageId))).toHaveLength(30);
});

/** All that events leave behind, as text. */
const everything = () =>
  world.rows(`select 'event' as t, e::text as row from platform.event e union all select 'leaf', l::text from customers.leaf l
    union all select 'identifier', i::text from customers.identifier i union all select 'link', k::text from customers.link k
    union all select 'trait', t::text from customers.trait t union all select 'rejected', r::text from customers.rejected_event r
    union all select 'job', j::text from graphile_worker._private_jobs j order by 1, 2`);
