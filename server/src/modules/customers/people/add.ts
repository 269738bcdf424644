import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { recordAccess } from "../../staff/index.ts";
import { refuseBlocked } from "../identifiers/blocked.ts";
import { claim } from "../identifiers/claim.ts";
import { normalise } from "../identifiers/normalise.ts";
import { customerOf } from "./customer-of.ts";
import { newLeaf } from "./new-leaf.ts";

/** Add a customer by hand. The address and the number are what the customer named: claims. */
export async function add(ctx: Ctx, input: z.output<typeof contract.add.input>): Promise<contract.Customer> {
  const { name, locale } = input;
  const named = (["email", "phone"] as const).flatMap((ns) => {
    const typed = input[ns]?.trim();
    return typed ? [{ ns, value: normalise(ns, typed, locale) }] : [];
  });
  await refuseBlocked(ctx, named);
  const leafId = await newLeaf(ctx, { origin: "staff", ...(name ? { name } : {}), ...(locale ? { locale } : {}) });
  for (const identifier of named) await claim(ctx, leafId, identifier, "typed");
  await recordAccess(ctx, { customerId: leafId, action: "added" });
  return customerOf(ctx, leafId);
}
