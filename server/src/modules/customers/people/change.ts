import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { recordAccess } from "../../staff/index.ts";
import { goldenSayings } from "../identity/golden-record.ts";
import { settleLater } from "../merging/settle-later.ts";
import { db, type TraitKey } from "../tables.ts";
import { customerOf } from "./customer-of.ts";
import { traitsOf } from "./golden-of.ts";
import { leavesOf } from "./leaves-of.ts";
import { lockPerson } from "./lock-person.ts";
import { writeTrait } from "./write-trait.ts";

type Input = z.output<typeof contract.change.input>;

/**
 * Correct what is known of a customer. A staff member's word holds over all others; an empty birth date takes the former
 * one back. Refuses `bad_input` for a day on which nobody alive was born, `changed_meanwhile` when the version is not the
 * one that was read.
 */
export async function change(ctx: Ctx, input: Input): Promise<contract.Customer> {
  refuseUnborn(ctx, input.birthDate);
  const id = await lockPerson(ctx, input.customerId);
  const { numUpdatedRows } = await db(ctx)
    .updateTable("customers.leaf")
    .set((row) => ({ version: row("version", "+", 1) }))
    .where("id", "=", id)
    .where("version", "=", input.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refusal("changed_meanwhile");
  const before = goldenSayings(await traitsOf(ctx, await leavesOf(ctx, id)));
  const said: readonly [TraitKey, string | null | undefined][] = [
    ["name", input.name],
    ["birth_date", input.birthDate],
    ["locale", input.locale],
  ];
  const changes = said.flatMap(([key, to]) =>
    to === undefined || (to ?? "") === (before.get(key)?.value ?? "") ? [] : [{ key, to }],
  );
  for (const { key, to } of changes) {
    // On the leaf that said the former value: should the person come apart, the correction stays with it.
    const said = before.get(key);
    const leafId = said?.leafId ?? id;
    await writeTrait(ctx, leafId, key, to ?? "", "staff");
    await emit(ctx, "customer.changed", leafId, { key, from: said?.value || null, to });
    if (key !== "locale") await settleLater(ctx, leafId);
  }
  await recordAccess(ctx, { customerId: id, action: "changed", detail: { keys: changes.map(({ key }) => key) } });
  return customerOf(ctx, id);
}

/** A slip of the keyboard would part people for ever: a birth date that disagrees joins nobody. */
function refuseUnborn(ctx: Ctx, birthDate: string | null | undefined): void {
  if (!birthDate || (birthDate >= "1900-01-01" && birthDate <= ctx.now.toISOString().slice(0, 10))) return;
  throw new Refusal("bad_input", { issues: [{ path: ["birthDate"], message: "Nobody alive was born on that day." }] });
}
