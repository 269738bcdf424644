import { expect, test } from "vitest";
import { dayOf, sizeOf, timeOf } from "./time.ts";

const at = (day: number, hour = 12, year = 2026, month = 10) => new Date(year, month, day, hour, 2).getTime();
const now = at(22, 9);

test("days are told as people say them", () => {
  expect(dayOf(at(22, 0), now, "pl")).toBe("Dzisiaj");
  expect(dayOf(at(21, 23), now, "ro")).toBe("Ieri");
  expect(dayOf(at(20, 23), now, "pl")).toBe("Piątek");
  expect(dayOf(at(15), now, "ro")).toBe("15 noiembrie");
  expect(dayOf(at(3, 12, 2025), now, "en")).toBe("November 3, 2025");
});

test("the day before a change of the clocks is still yesterday", () => {
  expect(dayOf(at(24, 23, 2026, 9), at(25, 22, 2026, 9), "en")).toBe("Yesterday");
});

test("times and sizes are written by the language", () => {
  expect(timeOf(at(22, 14), "pl")).toBe("14:02");
  expect(timeOf(at(22, 14), "en")).toMatch(/^2:02\sPM$/);
  expect(sizeOf(2_400_000, "ro")).toBe("2,4 MB");
  expect(sizeOf(12, "en")).toBe("1 kB");
});
