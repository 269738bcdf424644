import { expect, test } from "vitest";
import { isSoundPattern } from "./sound-pattern.ts";

test.each([
  "@hotel-.*\\.pl$",
  "^(test|proba)\\d*@.*\\.pl$",
  "^\\+48800",
  "^guest-[a-z0-9]+$",
  "^(?:brak|nie ma)$",
  "^x{3,}@",
  "^[a-z]+\\.[a-z]+@sklep\\.pl$",
])("%s may judge values", (pattern) => {
  expect(isSoundPattern(pattern)).toBe(true);
});

test.each(["", ".*", "a*", "^", "x|"])("%j matches everything", (pattern) => {
  expect(isSoundPattern(pattern)).toBe(false);
});

test.each([
  "(a+)+$",
  "^(\\w+\\.?)*@spam\\.pl$",
  "((ab?)c)*$",
  "(a|aa)+$",
  "^(?:[a-z]+)*1$",
  "x*x*x*x*x*y",
  "(?<n>a*)*b",
])("%s could be made to take for ever", (pattern) => {
  expect(isSoundPattern(pattern)).toBe(false);
});

test("what is no regular expression is an error", () => {
  expect(() => isSoundPattern("(")).toThrow(SyntaxError);
});
