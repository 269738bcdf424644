import type { Customer } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { recordAccess } from "../../staff/index.ts";
import { customerOf } from "./customer-of.ts";

/** One customer, by any leaf. That it was looked at is written down. */
export async function get(ctx: Ctx, { customerId }: { customerId: string }): Promise<Customer> {
  const customer = await customerOf(ctx, customerId);
  await recordAccess(ctx, { customerId: customer.id, action: "viewed" });
  return customer;
}
