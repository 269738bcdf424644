import { expect, test } from "vitest";
import { clock, dayName } from "../../../ui/src/times.ts";
import { dayOf, exactTime, sizeOf, timeOf } from "./time.ts";

const at = (day: number, hour = 12, year = 2026, month = 10) => new Date(year, month, day, hour, 2).getTime();
const now = at(22, 9);

test("days are told as people say them", () => {
  expect(dayOf(at(22, 0), now, "pl")).toBe("Dzisiaj");
  expect(dayOf(at(21, 23), now, "ro")).toBe("Ieri");
  expect(dayOf(at(20, 23), now, "pl")).toBe("Piątek");
  expect(dayOf(at(15), now, "ro")).toBe("15 noiembrie");
  expect(dayOf(at(3, 12, 2025), now, "en")).toBe("3 November 2025");
});

test("the day before a change of the clocks is still yesterday", () => {
  expect(dayOf(at(24, 23, 2026, 9), at(25, 22, 2026, 9), "en")).toBe("Yesterday");
});

test("times and sizes are written by the language", () => {
  expect(timeOf(at(22, 14), "pl")).toBe("14:02");
  expect(sizeOf(2_400_000, "ro")).toBe("2,4 MB");
  expect(sizeOf(12, "en")).toBe("1 kB");
});

test.each(["pl", "ro", "en"])("in %s the widget says times as the desk does", (locale) => {
  for (const hour of [0, 9, 21]) {
    expect(timeOf(at(22, hour), locale)).toBe(`${String(hour).padStart(2, "0")}:02`);
    expect(timeOf(at(22, hour), locale)).toBe(clock(new Date(at(22, hour)), locale));
    expect(exactTime(at(22, hour), locale)).not.toMatch(/[ap]\.?m/i);
  }
  expect(dayOf(at(3), now, locale)).toBe(dayName(new Date(at(3)), new Date(now), locale).replace(/^\S+,? /, ""));
});
