import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { recordAccess } from "../../staff/index.ts";
import { customerOf } from "../people/customer-of.ts";
import { localeOf } from "../people/locale-of.ts";
import { lockPerson } from "../people/lock-person.ts";
import { refuseBlocked } from "./blocked.ts";
import { claim } from "./claim.ts";
import { normalise } from "./normalise.ts";

/** Note what the customer named to a member of staff. It is a claim, and suggests other people who hold it. */
export async function addIdentifier(
  ctx: Ctx,
  { customerId, ns, value }: z.output<typeof contract.addIdentifier.input>,
): Promise<contract.Customer> {
  const id = await lockPerson(ctx, customerId);
  const identifier = { ns, value: normalise(ns, value, await localeOf(ctx, id)) };
  await refuseBlocked(ctx, [identifier]);
  await claim(ctx, id, identifier, "typed");
  await recordAccess(ctx, { customerId: id, action: "identifier.added", detail: { ns } });
  return customerOf(ctx, id);
}
