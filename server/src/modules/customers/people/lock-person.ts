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
 * wait for each other; answers the canonical leaf of each.
 */
export async function lockPeople(ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, string>> {
  const locked = new Set<string>();
  for (;;) {
    const canonicals = await canonicalsOf(ctx, leafIds);
    const missing = [...new Set(canonicals.values())].filter((id) => !locked.has(id)).sort();
    // A merge that committed while we waited may have given a person another canonical leaf.
    if (missing.length === 0) return canonicals;
    for (const id of missing) {
      await db(ctx).selectFrom("customers.leaf").select("id").where("id", "=", id).forUpdate().execute();
      locked.add(id);
    }
  }
}
