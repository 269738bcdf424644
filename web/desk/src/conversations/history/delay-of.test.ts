import { expect, test } from "vitest";
import type { DeliveryState } from "../../../../../contract/conversations.ts";
import { delayOf } from "./delay-of.ts";

test.each<[DeliveryState, string | null, string | null]>([
  ["queued", null, null],
  ["queued", "451 4.7.1 try again later", "451 4.7.1 try again later"],
  ["queued", "no mail server is configured (MAIL_URL)", "no mail server is configured (MAIL_URL)"],
  ["sent", "250 2.0.0 queued as 4F", null],
  ["sent", "4.4.1 connection timed out", "4.4.1 connection timed out"],
  ["sent", null, null],
  ["delivered", "4.4.1 connection timed out", null],
  ["failed", "550 5.1.1 no such user", null],
])("%s, of which is said %j: on its way %j", (state, detail, said) => {
  expect(delayOf({ delivery: { state, detail, at: "2026-01-05T09:00:00.000Z" } })).toBe(said);
});

test("what was never sent is not on its way", () => {
  expect(delayOf({ delivery: null })).toBeNull();
});
