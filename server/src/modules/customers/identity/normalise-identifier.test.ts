import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identifierNamespaces } from "../../../../../contract/customers.ts";
import { normaliseIdentifier } from "./normalise-identifier.ts";

describe("phone", () => {
  test.each([
    ["501 234 567", "+48501234567"],
    ["501-234-567", "+48501234567"],
    ["501–234–567", "+48501234567"],
    ["+48 501 234 567", "+48501234567"],
    ["48501234567", "+48501234567"],
    ["0048 501 234 567", "+48501234567"],
    ["00 48 (0) 501.234.567", "+48501234567"],
    ["(+48) 501 234 567", "+48501234567"],
    ["+48 (0)501 234 567", "+48501234567"],
    ["tel:+48501234567", "+48501234567"],
    ["Tel. 501 234 567", "+48501234567"],
    ["５０１２３４５６７", "+48501234567"],
    ["(22) 310 45 67 wew. 12", "+48223104567"],
    ["22 310 45 67 ext. 12", "+48223104567"],
    ["0722 123 456", "+40722123456"],
    ["0722.123.456", "+40722123456"],
    ["021/312.34.56 int. 5", "+40213123456"],
    ["+40 (0)722 123 456", "+40722123456"],
    ["+1 202 555 0173", "+12025550173"],
    ["022 635 11 22", "+48226351122"],
    ["(022) 635-11-22", "+48226351122"],
    ["0 601 234 567", "+48601234567"],
    ["0-601-234-567", "+48601234567"],
    ["\u200e+48 601 234 567\u202c", "+48601234567"],
  ])("%s is %s", (typed, value) => {
    expect(normaliseIdentifier("phone", typed)).toEqual({ value });
  });

  test("a number that two countries would read differently is read as the first of them does", () => {
    expect(normaliseIdentifier("phone", "722 123 456", ["PL", "RO"])).toEqual({ value: "+48722123456" });
    expect(normaliseIdentifier("phone", "722 123 456", ["RO", "PL"])).toEqual({ value: "+40722123456" });
  });

  test.each([
    ["112", "phone_malformed"],
    ["111 111 111", "phone_malformed"],
    ["501 234 567 Anna", "phone_malformed"],
    ["501 234 567 / 22 310 45 67", "phone_malformed"],
    ["call me", "phone_malformed"],
    ["800 123 456", "phone_not_personal"],
    ["0800 123 456", "phone_not_personal"],
    ["", "empty"],
    ["501\u0000234567", "control_characters"],
  ])("%s is refused: %s", (typed, refusal) => {
    expect(normaliseIdentifier("phone", typed)).toEqual({ refusal });
  });
});

describe("email", () => {
  test.each([
    [" Anna.Kowalska@Example.PL ", "anna.kowalska@example.pl"],
    ["mailto:ana@popescu.ro", "ana@popescu.ro"],
    ["<ana@popescu.ro>", "ana@popescu.ro"],
    ["anna+sklep@gmail.com", "anna+sklep@gmail.com"],
    ["anna@żółw.pl", "anna@xn--w-uga1v8h.pl"],
    ["ANNA@ŻÓŁW.PL", "anna@xn--w-uga1v8h.pl"],
    ["ŻANETA@wp.pl", "żaneta@wp.pl"],
    ["J\u030can@wp.pl", "\u01f0an@wp.pl"],
    ["anna@wp.pl.", "anna@wp.pl"],
    ["\ufeffanna\u200b@wp.pl", "anna@wp.pl"],
    ["anna＠wp.pl", "anna@wp.pl"],
  ])("%s is %s", (typed, value) => {
    expect(normaliseIdentifier("email", typed)).toEqual({ value });
  });

  test.each([
    "anna",
    "anna@wp",
    "@wp.pl",
    "anna@@wp.pl",
    "anna@wp..pl",
    "an na@wp.pl",
    "anna@wp.pl, jan@wp.pl",
    "Anna <anna@wp.pl>",
    '"anna k"@wp.pl',
    "anna@[192.0.2.1]",
    "anna@192.0.2.1",
    "anna@-wp.pl",
    `${"a".repeat(65)}@wp.pl`,
    `anna@${"a".repeat(64)}.pl`,
    `${"a".repeat(60)}@${"b.".repeat(100)}pl`,
  ])("%s is refused", (typed) => {
    expect(normaliseIdentifier("email", typed)).toEqual({ refusal: "email_malformed" });
  });
});

test.each([
  ["user", 17, { value: "17" }],
  ["user", " CRM-1 ", { value: "CRM-1" }],
  ["user", null, { refusal: "not_text" }],
  ["user", Number.NaN, { refusal: "not_text" }],
  ["user", { id: 1 }, { refusal: "not_text" }],
  ["user", "a\nb", { refusal: "control_characters" }],
  ["user", "a\ud800b", { refusal: "control_characters" }],
  ["anonymous", "x".repeat(500), { value: "x".repeat(500) }],
  ["anonymous", "x".repeat(501), { refusal: "too_long" }],
  ["card", "1234 5678-90ab", { value: "1234567890AB" }],
  ["card", "12", { refusal: "card_malformed" }],
  ["whatsapp", "+48 501 234 567", { value: "48501234567" }],
  ["whatsapp", "PL.13491208655302741918", { value: "PL.13491208655302741918" }],
] as const)("%s %j gives %j", (ns, typed, result) => {
  expect(normaliseIdentifier(ns, typed)).toEqual(result);
});

test("what is normalised stays as it is when it is normalised again", () => {
  const seeds = fc.constantFrom(
    "Anna@WP.pl",
    "İ@żółw.pl",
    "501 234 567",
    "0722 123 456",
    "a-1 b",
    "ǅ@x.pl",
    "+48501234567",
  );
  const typed = fc.oneof(fc.string({ unit: "grapheme", maxLength: 40 }), seeds, fc.emailAddress());
  fc.assert(
    fc.property(fc.constantFrom(...identifierNamespaces), typed, (ns, text) => {
      const once = normaliseIdentifier(ns, text);
      if ("value" in once) expect(normaliseIdentifier(ns, once.value)).toEqual(once);
    }),
    { numRuns: 2000 },
  );
});
