import { expect, test } from "vitest";
import type { DeliveryState } from "../../../../../contract/conversations.ts";
import { mayFollow } from "./delivery.ts";

test.each<[DeliveryState, DeliveryState, boolean]>([
  ["queued", "sent", true],
  ["sent", "delivered", true],
  ["sent", "read", true],
  ["delivered", "sent", false],
  ["read", "delivered", false],
  ["read", "bounced", false],
  ["sent", "bounced", true],
  ["delivered", "bounced", true],
  ["unknown", "sent", true],
  ["failed", "sent", false],
  ["bounced", "delivered", false],
  ["sent", "queued", false],
])("%s → %s: %s", (from, to, allowed) => {
  expect(mayFollow(from, to)).toBe(allowed);
});
