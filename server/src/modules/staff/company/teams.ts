import type * as contract from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { db } from "../tables.ts";

/** Teams of the company by name. */
export async function teams(ctx: Ctx): Promise<{ items: contract.Team[] }> {
  return { items: await db(ctx).selectFrom("staff.team").selectAll().orderBy("name").execute() };
}

/** Add a team. */
export async function addTeam(ctx: Ctx, { name }: { name: string }): Promise<contract.Team> {
  const team = { id: ctx.id(), name };
  const { numInsertedOrUpdatedRows } = await db(ctx)
    .insertInto("staff.team")
    .values(team)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal("name_taken");
  ctx.hint("staff");
  return team;
}

/** Refuses a team that there is not (`not_found`); nothing and null pass. */
export async function requireTeam(ctx: Ctx, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return;
  found(await db(ctx).selectFrom("staff.team").select("id").where("id", "=", id).executeTakeFirst());
}
