import { expect, test } from "vitest";
import type { Namespace } from "../../../../../contract/customers.ts";
import { blockedValues } from "./blocked-values.ts";

const blocked = blockedValues();

test.each([
  ["user", "null", "placeholder"],
  ["user", "NULL", "placeholder"],
  ["user", '"undefined"', "placeholder"],
  ["user", "'NaN'", "placeholder"],
  ["user", "[object Object]", "placeholder"],
  ["user", "0", "placeholder"],
  ["user", "-1", "placeholder"],
  ["user", "00000000-0000-0000-0000-000000000000", "placeholder"],
  ["user", "---", "placeholder"],
  ["user", "not_authenticated", "placeholder"],
  ["anonymous", "Guest", "placeholder"],
  ["user", "gość", "placeholder"],
  ["user", "{{customer.id}}", "template"],
  ["user", "%USER_ID%", "template"],
  ["email", "info@firma.pl", "role_address"],
  ["email", "biuro@firma.pl", "role_address"],
  ["email", "office+orders@firma.ro", "role_address"],
  ["email", "no.reply@firma.ro", "role_address"],
  ["email", "vanzari@firma.ro", "role_address"],
  ["email", "someone@mailinator.com", "throwaway_address"],
  ["email", "test@test.com", "fake"],
  ["email", "brak@brak.pl", "fake"],
  ["email", "anna@firma.invalid", "fake"],
  ["phone", "+48123456789", "fake"],
  ["phone", "+48500000000", "fake"],
  ["phone", "+40712345678", "fake"],
  ["whatsapp", "48777777777", "fake"],
  ["card", "1111111111", "fake"],
  ["card", "123456789", "fake"],
] as const)("%s %s names nobody: %s", (ns, value, because) => {
  expect(blocked({ ns, value })).toBe(because);
});

test.each([
  ["user", "7"],
  ["user", "11"],
  ["user", "123"],
  ["user", "1234567"],
  ["user", "u1"],
  ["user", "nulla"],
  ["anonymous", "3f0e7a52-0c5d-4b60-9d4b-6a2d1c0f8e11"],
  ["email", "anna@example.com"],
  ["email", "kowalski@kowalski.pl"],
  ["email", "infovip@firma.pl"],
  ["email", "anna.test@firma.pl"],
  ["phone", "+48501234567"],
  ["phone", "+40722123456"],
  ["telegram", "111111"],
] as const)("%s %s may name a person", (ns, value) => {
  expect(blocked({ ns, value })).toBeNull();
});

test("a company adds values and patterns, for one namespace or for all", () => {
  const test = blockedValues([
    { ns: "phone", kind: "exact", value: "+48223104567" },
    { ns: null, kind: "pattern", value: "@hotel-.*\\.pl$" },
  ]);
  const because = (ns: Namespace, value: string) => test({ ns, value });
  expect(because("phone", "+48223104567")).toBe("extra");
  expect(because("phone", "+48223104568")).toBeNull();
  expect(because("whatsapp", "+48223104567")).toBeNull();
  expect(because("email", "pokoj7@hotel-sopot.pl")).toBe("extra");
});

test("a broken pattern is an error when the rules are prepared", () => {
  expect(() => blockedValues([{ ns: null, kind: "pattern", value: "(" }])).toThrow(SyntaxError);
});
