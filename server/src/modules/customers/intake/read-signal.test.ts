import { expect, test } from "vitest";
import { readSignal } from "./read-signal.ts";

const receivedAt = new Date("2026-01-05T09:00:00.000Z");
const event = { type: "track", event: "Looked", anonymousId: "b-1", messageId: "m-1" };
const read = (over: object) => readSignal({ ...event, ...over }, undefined, receivedAt);

test.each([
  ["nothing", {}, "09:00:00.000"],
  ["no time of sending: the client's own time", { timestamp: "2026-01-05T08:30:00Z" }, "08:30:00.000"],
  [
    "sent at once by a right clock",
    { timestamp: "2026-01-05T09:00:00Z", sentAt: "2026-01-05T09:00:00Z" },
    "09:00:00.000",
  ],
  ["kept for ten minutes", { timestamp: "2026-01-05T08:50:00Z", sentAt: "2026-01-05T09:00:00Z" }, "08:50:00.000"],
  [
    "a clock that is three years slow",
    { timestamp: "2023-02-01T10:00:00Z", sentAt: "2023-02-01T10:00:30Z" },
    "08:59:30.000",
  ],
  [
    "a clock that is a day fast",
    { timestamp: "2026-01-06T09:00:00Z", sentAt: "2026-01-06T09:00:05.5Z" },
    "08:59:54.500",
  ],
  ["the name of old clients", { originalTimestamp: "2026-01-05T08:30:00Z" }, "08:30:00.000"],
  ["an offset", { timestamp: "2026-01-05T09:30:00+01:00" }, "08:30:00.000"],
  ["a future that cannot be", { timestamp: "2031-01-01T00:00:00Z" }, "09:00:00.000"],
  [
    "a future by a spoofed time of sending",
    { timestamp: "2026-01-05T12:00:00Z", sentAt: "2026-01-05T09:00:00Z" },
    "09:00:00.000",
  ],
  ["half a minute ahead", { timestamp: "2026-01-05T09:00:30Z" }, "09:00:30.000"],
  ["before there was a web shop", { timestamp: "1970-01-01T00:00:00Z" }, "09:00:00.000"],
  ["no time at all", { timestamp: "yesterday", sentAt: {} }, "09:00:00.000"],
  ["a time of sending that is none", { timestamp: "2026-01-05T08:30:00Z", sentAt: "soon" }, "08:30:00.000"],
  ["a number beyond all dates", { timestamp: 1e300 }, "09:00:00.000"],
])("the moment of an event with %s", (_, times, expected) => {
  expect(read(times)).toMatchObject({ at: new Date(`2026-01-05T${expected}Z`) });
});

test("the client's own times are kept beside the settled one", () => {
  const times = { timestamp: "2023-02-01T10:00:00Z", sentAt: "2023-02-01T10:00:30Z" };
  expect(read(times)).toMatchObject({ data: { originalTimestamp: times.timestamp, sentAt: times.sentAt } });
});

test.each([
  ["no_user_anon_id", { anonymousId: undefined }],
  ["no_user_anon_id", { anonymousId: "", userId: null }],
  ["bad_id", { anonymousId: { id: 1 } }],
  ["bad_id", { userId: true }],
  ["bad_id", { userId: "u".repeat(501) }],
  ["unknown_type", { type: "delete" }],
  ["unknown_type", { type: undefined }],
  ["no_event_name", { event: " " }],
  ["no_event_name", { event: 7 }],
  ["no_group_id", { type: "group" }],
  ["bad_message_id", { messageId: "m".repeat(101) }],
  ["too_many_fields", { properties: Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`p${i}`, i])) }],
  ["no_previous_id", { type: "alias" }],
])("is refused with %s: %j", (reason, over) => {
  expect(read(over)).toMatchObject({ reason, detail: expect.any(String) });
});

test("an id may be a number", () => {
  expect(read({ userId: 42, anonymousId: 0 })).toMatchObject({ userId: "42", anonymousId: "0" });
});

test("an alias whose ids are equal joins nothing", () => {
  expect(read({ type: "alias", userId: 5, previousId: "5" })).toMatchObject({ previousId: undefined });
  expect(read({ type: "alias", userId: "5", previousId: "6" })).toMatchObject({ previousId: "6" });
});

test.each([
  ["?ajs_uid=u-1&x=2", true],
  ["?x=2&ajs_aid=b-9", true],
  ["?ajs_event=Clicked", false],
  ["?ajs_uid=somebody-else", false],
  ["?xajs_uid=u-1", false],
  ["", false],
])("ids that came by a link %j are the link's: %s", (search, forwarded) => {
  expect(read({ userId: "u-1", context: { page: { search } } })).toMatchObject({ forwarded });
});

test.each([
  [{ library: { name: "@segment/analytics-node" } }, "track", "server"],
  [{ library: { name: "analytics.js" } }, "track", "web"],
  [{ library: { name: "analytics-android" }, device: { id: "d" } }, "track", "app"],
  [{}, "page", "web"],
  [{}, "screen", "app"],
])("of %j by %s the channel is %s", (context, type, channel) => {
  expect(read({ type, context })).toMatchObject({ channel });
});

test("traits of identify are those of the context and its own, its own first", () => {
  const context = { traits: { name: "Ewa", plan: "gold" } };
  expect(read({ type: "identify", context, traits: { name: "Ewa Żak" } })).toMatchObject({
    traits: { name: "Ewa Żak", plan: "gold" },
  });
});

test("of the context only what a reader may ask for is kept", () => {
  const context = { ip: "10.0.0.1", locale: "pl", page: { url: "https://x" }, screen: { width: 1 }, secret: "s" };
  expect(read({ context })).toMatchObject({ data: { context: expect.not.objectContaining({ secret: "s" }) } });
  expect(read({ context })).toMatchObject({ data: { context: { locale: "pl", page: { url: "https://x" } } } });
});
