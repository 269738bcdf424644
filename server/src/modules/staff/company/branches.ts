import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { db } from "../tables.ts";

/** Branches of the company by name. */
export async function branches(ctx: Ctx): Promise<{ items: contract.Branch[] }> {
  const rows = await db(ctx).selectFrom("staff.branch").selectAll().orderBy("name").execute();
  return { items: rows.map(({ time_zone, ...row }) => ({ ...row, timeZone: time_zone })) };
}

/** Add a branch; its time zone is a name of the IANA database. */
export async function addBranch(
  ctx: Ctx,
  { timeZone, ...input }: z.output<typeof contract.addBranch.input>,
): Promise<contract.Branch> {
  if (!isTimeZone(timeZone))
    throw new Refusal("bad_input", { issues: [{ path: ["timeZone"], message: "There is no such time zone." }] });
  const branch = { id: ctx.id(), ...input };
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("staff.branch")
    .values({ ...branch, time_zone: timeZone })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal("name_taken");
  ctx.hint("staff");
  return { ...branch, timeZone };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
