import { expect, test } from "vitest";
import { ManualClock } from "../../test/manual-clock.ts";
import { type Answer, OtherSide, until } from "../../test/other-side.ts";
import { memoryStorage, type Storage } from "../shared/storage.ts";
import { mayTrack } from "./consent.ts";
import type { SegmentEvent } from "./event.ts";
import { Tracker } from "./tracker.ts";

interface Sent {
  readonly batch: readonly SegmentEvent[];
}

const url = "https://shop.example/lamps?utm_source=leaflet&utm_campaign=autumn#top";

function visit(origin: string, storage: Storage = memoryStorage(), clock = new ManualClock()) {
  const beacons: string[] = [];
  const tracker = new Tracker({
    origin,
    site: "main",
    storage,
    clock,
    surroundings: () => ({
      url,
      title: "Lamps",
      referrer: "https://search.example/",
      language: "pl-PL",
      userAgent: "Test/1",
      timeZone: "Europe/Warsaw",
    }),
    beacon: (_, body) => beacons.push(body) > 0,
  });
  return {
    tracker,
    storage,
    clock,
    beacons,
    kept: () => storage.keys().filter((key) => key.includes(".event.")).length,
  };
}

test("events go as one batch of the Segment protocol after five seconds", async () => {
  await using server = await OtherSide.open(() => ({ body: { success: true } }));
  const { tracker, clock, storage } = visit(server.origin);
  tracker.page();
  tracker.courier.start("wk");
  tracker.track("Product Viewed", { sku: "L-1" });
  clock.pass(4_999);
  expect(server.asked).toHaveLength(0);
  clock.pass(1);
  await server.heard(1);

  const [asked] = server.asked;
  expect([asked?.method, asked?.path]).toEqual(["POST", "/v1/b"]);
  expect(asked?.headers["content-type"]).toBe("text/plain");
  expect(asked?.headers.authorization).toBeUndefined();
  expect(asked?.body).toMatchObject({ writeKey: "wk", sentAt: "2026-11-22T09:00:05.000Z" });
  const [page, track] = server.body<Sent>(0).batch;
  expect(page).toMatchObject({
    type: "page",
    timestamp: "2026-11-22T09:00:00.000Z",
    anonymousId: JSON.parse(storage.get("ajs_anonymous_id") ?? ""),
    properties: { path: "/lamps", url: "https://shop.example/lamps?utm_source=leaflet&utm_campaign=autumn" },
    context: {
      page: { path: "/lamps", search: "?utm_source=leaflet&utm_campaign=autumn", title: "Lamps" },
      campaign: { source: "leaflet", name: "autumn" },
      library: { name: "splot-widget" },
      locale: "pl-PL",
      timezone: "Europe/Warsaw",
    },
  });
  expect(track).toMatchObject({ type: "track", event: "Product Viewed", properties: { sku: "L-1" } });
  expect(track?.messageId).not.toBe(page?.messageId);
  expect(track?.messageId.length).toBeLessThan(100);
});

test("the tenth event does not wait", async () => {
  await using server = await OtherSide.open(() => ({}));
  const { tracker, clock } = visit(server.origin);
  tracker.courier.start("wk");
  for (let n = 0; n < 10; n += 1) tracker.track(`e${n}`);
  clock.pass(0);
  await server.heard(1);
  expect(server.body<Sent>(0).batch).toHaveLength(10);
});

test("without a write key nothing is sent", async () => {
  await using server = await OtherSide.open(() => ({}));
  const { tracker, clock } = visit(server.origin);
  tracker.page();
  clock.pass(60_000);
  expect(clock.next).toBeNull();
});

test("an event that met a dead line is sent again by the next page under the same message id", async () => {
  let answer: Answer = { cut: true };
  await using server = await OtherSide.open(() => answer);
  const first = visit(server.origin);
  first.tracker.courier.start("wk");
  first.tracker.track("Order Completed");
  first.clock.pass(5_000);
  await until(() => first.kept() === 1);

  answer = {};
  const second = visit(server.origin, first.storage);
  second.tracker.courier.start("wk");
  second.clock.pass(5_000);
  await until(() => second.kept() === 0);
  expect(server.body<Sent>(1).batch).toEqual(server.body<Sent>(0).batch);
});

test("the server's brake is obeyed to the second", async () => {
  let answer: Answer = { status: 429, headers: { "retry-after": "7" } };
  await using server = await OtherSide.open(() => answer);
  const { tracker, clock, kept } = visit(server.origin);
  tracker.courier.start("wk");
  tracker.track("x");
  clock.pass(5_000);
  await until(() => clock.next === 7_000);
  answer = {};
  clock.pass(7_000);
  await until(() => server.asked.length === 2 && kept() === 0);
});

test("a batch that the server calls hopeless is not sent for ever", async () => {
  await using server = await OtherSide.open(() => ({ status: 400 }));
  const { tracker, clock, kept } = visit(server.origin);
  tracker.courier.start("wk");
  tracker.track("x");
  clock.pass(5_000);
  await server.heard(1);
  await until(() => clock.next === null);
  expect(kept()).toBe(0);
});

test("while the line is dead the newest hundred are kept, here and in the browser", async () => {
  await using server = await OtherSide.open(() => ({ status: 503 }));
  const { tracker, clock, storage, kept } = visit(server.origin);
  tracker.courier.start("wk");
  for (let n = 0; n < 130; n += 1) tracker.track(`e${n}`);
  clock.pass(0);
  await until(() => kept() === 100);
  tracker.track("last");
  expect(kept()).toBe(100);
  const names = storage
    .keys()
    .flatMap((key) => (key.includes(".event.") ? JSON.parse(storage.get(key) ?? "").event.event : []));
  expect(names).not.toContain("e30");
  expect(names).toContain("e31");
  expect(names).toContain("last");
});

test("a page that goes away sends by beacon and leaves a copy for the next page", async () => {
  await using server = await OtherSide.open(() => ({}));
  const { tracker, beacons, kept } = visit(server.origin);
  tracker.courier.start("wk");
  for (let n = 0; n < 9; n += 1) tracker.track(`e${n}`);
  tracker.courier.leave();
  expect(beacons.map((body) => JSON.parse(body).batch.length)).toEqual([9]);
  expect(kept()).toBe(9);
});

test("identify adds traits; another user at the same browser is another visitor", async () => {
  await using server = await OtherSide.open(() => ({}));
  const { tracker, clock } = visit(server.origin);
  tracker.courier.start("wk");
  const before = tracker.anonymousId;
  tracker.identify("u1", { plan: "gold" });
  tracker.identify({ city: "Łódź" });
  tracker.track("x");
  tracker.identify("u2", { plan: "new" });
  clock.pass(5_000);
  await server.heard(1);
  const [one, two, three, four] = server.body<Sent>(0).batch;
  expect(one).toMatchObject({ userId: "u1", anonymousId: before, traits: { plan: "gold" } });
  expect(two).toMatchObject({ userId: "u1", traits: { plan: "gold", city: "Łódź" } });
  expect(three).toMatchObject({ userId: "u1", anonymousId: before });
  expect(four?.traits).toEqual({ plan: "new" });
  expect(four?.anonymousId).not.toBe(before);
});

test("the anonymous id of analytics.js on the same page is ours too, quoted or not", () => {
  for (const kept of ['"an-1"', "an-1"]) {
    const { tracker, storage } = visit("https://splot.example");
    storage.set("ajs_anonymous_id", kept);
    expect(tracker.anonymousId).toBe("an-1");
  }
});

test("privacy signals of the browser outrank the page", () => {
  expect(mayTrack({}, true)).toBe(true);
  expect(mayTrack({ doNotTrack: "unspecified" }, true)).toBe(true);
  expect(mayTrack({ doNotTrack: "1" }, true)).toBe(false);
  expect(mayTrack({ globalPrivacyControl: true }, true)).toBe(false);
  expect(mayTrack({}, false)).toBe(false);
});
