import { expect, test } from "vitest";
import { dayName, daysAgo, exactly, said, saidFully } from "./times.ts";

const zone = { timeZone: "Europe/Warsaw" };
const now = new Date("2026-11-22T20:00:00Z");
const at = (iso: string) => new Date(iso);

test.each([
  ["2026-11-22T13:02:00Z", "14:02", "14:02", "14:02"],
  ["2026-11-21T13:02:00Z", "yesterday", "wczoraj", "ieri"],
  ["2026-11-17T09:00:00Z", "Tue", "wt.", "mar."],
  ["2026-11-03T09:00:00Z", "3 Nov", "3 lis", "3 nov."],
  ["2024-11-03T09:00:00Z", "3 Nov 2024", "3 lis 2024", "3 nov. 2024"],
])("%s is said as people say it", (iso, en, pl, ro) => {
  expect([said(at(iso), now, "en", zone), said(at(iso), now, "pl", zone), said(at(iso), now, "ro", zone)]).toEqual([
    en,
    pl,
    ro,
  ]);
});

test("the day turns at midnight of the zone, not of the clock in Greenwich", () => {
  const late = at("2026-11-21T23:30:00Z");
  expect(daysAgo(late, now, zone)).toBe(0);
  expect(daysAgo(late, now, { timeZone: "UTC" })).toBe(1);
  expect(said(late, now, "en", zone)).toBe("00:30");
});

test("a day of 23 hours is one day", () => {
  expect(daysAgo(at("2026-03-28T23:30:00Z"), at("2026-03-29T22:30:00Z"), zone)).toBe(1);
});

test("within a thread the hour is always said", () => {
  expect(saidFully(at("2026-11-21T13:02:00Z"), now, "en", zone)).toBe("yesterday, 14:02");
  expect(saidFully(at("2026-11-22T13:02:00Z"), now, "en", zone)).toBe("14:02");
});

test("days have names", () => {
  expect(dayName(now, now, "pl", zone)).toBe("Dzisiaj");
  expect(dayName(at("2026-11-21T13:00:00Z"), now, "ro", zone)).toBe("Ieri");
  expect(dayName(at("2026-11-16T13:00:00Z"), now, "pl", zone)).toBe("Poniedziałek, 16 listopada");
});

test("on hover it is exact", () => {
  expect(exactly(at("2026-11-22T13:02:03Z"), "en", zone)).toBe("Sunday, 22 November 2026 at 14:02:03");
});
