import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { db } from "../tables.ts";
import { canonicalsOf } from "./canonicals-of.ts";

/**
 * Lock the person of a leaf until the transaction ends, and answer the canonical leaf. What exists once a person is written
 * under this lock.
 */
export const lockPerson = async (ctx: Ctx, anyLeafId: string): Promise<string> =>
  found((await lockPeople(ctx, [anyLeafId])).get(anyLeafId));

/**
 * Lock the people of several leaves, one after the other in the order of their canonical ids, so that two who do so cannot
 * wait for each other; answers the canonical leaf of each. A merge that committed while we waited may have given a person
 * another canonical leaf: then all are let go and locked again, in order.
 */
export async function lockPeople(ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, string>> {
  let canonicals = await canonicalsOf(ctx, leafIds);
  await sql`savepoint lock_people`.execute(ctx.tx);
  for (;;) {
    const locked = new Set([...canonicals.values()].sort());
    for (const id of locked)
      await db(ctx).selectFrom("customers.leaf").select("id").where("id", "=", id).forUpdate().execute();
    canonicals = await canonicalsOf(ctx, leafIds);
    if ([...canonicals.values()].every((id) => locked.has(id))) break;
    await sql`rollback to savepoint lock_people`.execute(ctx.tx);
  }
  await sql`release savepoint lock_people`.execute(ctx.tx);
  return canonicals;
}
