import type { Customer } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { recordAccess } from "../../staff/index.ts";
import { customerOf } from "../people/customer-of.ts";
import { joinPeople } from "./join-people.ts";

/** Join two customers into one person, by hand. */
export async function merge(ctx: Ctx, input: { customerId: string; otherId: string }): Promise<Customer> {
  const id = await joinPeople(ctx, input.customerId, input.otherId, "staff");
  await recordAccess(ctx, { customerId: id, action: "merged", detail: { ...input } });
  return customerOf(ctx, id);
}
