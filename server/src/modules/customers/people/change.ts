import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { recordAccess } from "../../staff/index.ts";
import { settleLater } from "../merging/settle-later.ts";
import { db, type TraitKey } from "../tables.ts";
import { customerOf } from "./customer-of.ts";
import { goldenOf } from "./golden-of.ts";
import { leavesOf } from "./leaves-of.ts";
import { lockPerson } from "./lock-person.ts";
import { writeTrait } from "./write-trait.ts";

type Input = z.output<typeof contract.change.input>;

/**
 * Correct what is known of a customer. A staff member's word holds over all others; an empty birth date takes the former
 * one back. Refuses `changed_meanwhile` when the version is not the one that was read.
 */
export async function change(ctx: Ctx, input: Input): Promise<contract.Customer> {
  const id = await lockPerson(ctx, input.customerId);
  const { numUpdatedRows } = await db(ctx)
    .updateTable("customers.leaf")
    .set((row) => ({ version: row("version", "+", 1) }))
    .where("id", "=", id)
    .where("version", "=", input.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refusal("changed_meanwhile");
  const before = await goldenOf(ctx, await leavesOf(ctx, id));
  const was: Readonly<Record<TraitKey, string | null>> = {
    name: before.name,
    birth_date: before.birthDate,
    locale: before.locale,
  };
  const said: readonly [TraitKey, string | null | undefined][] = [
    ["name", input.name],
    ["birth_date", input.birthDate],
    ["locale", input.locale],
  ];
  const changes = said.flatMap(([key, to]) =>
    to === undefined || to === was[key] ? [] : [{ key, from: was[key], to }],
  );
  for (const { key, from, to } of changes) {
    await writeTrait(ctx, id, key, to ?? "", "staff");
    await emit(ctx, "customer.changed", id, { key, from, to });
  }
  if (changes.some(({ key }) => key !== "locale")) await settleLater(ctx, id);
  await recordAccess(ctx, { customerId: id, action: "changed", detail: { keys: changes.map(({ key }) => key) } });
  return customerOf(ctx, id);
}
