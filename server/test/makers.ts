import { type ConversationMakers, conversationMakers } from "./makers/conversations.ts";
import { type CustomerMakers, customerMakers } from "./makers/customers.ts";
import { type StaffMakers, staffMakers } from "./makers/staff.ts";
import type { Bare } from "./world-types.ts";

/** Makers of what tests need, each through the product's own operations, each making its own parents. */
export type Makers = StaffMakers & CustomerMakers & ConversationMakers;

export const makeMakers = (world: Bare): Makers => ({
  ...staffMakers(world),
  ...customerMakers(world),
  ...conversationMakers(world),
});
