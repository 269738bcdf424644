import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { db } from "../tables.ts";

/**
 * Lock the person of a leaf until the transaction ends, and answer the canonical leaf. What exists once a person is written
 * under this lock. Of several people lock one after the other in the order of their canonical ids (`lockPeople`).
 */
export async function lockPerson(ctx: Ctx, anyLeafId: string): Promise<string> {
  for (;;) {
    const aim = found(await canonicalOf(ctx, anyLeafId));
    await lockRow(ctx, aim);
    // A merge that committed while we waited may have moved the person to another canonical leaf.
    if ((await canonicalOf(ctx, anyLeafId)) === aim) return aim;
  }
}

/** Lock the people of two leaves in the order of their canonical ids; answers the canonical leaf of each. */
export async function lockPeople(ctx: Ctx, a: string, b: string): Promise<[string, string]> {
  for (;;) {
    const aim = [found(await canonicalOf(ctx, a)), found(await canonicalOf(ctx, b))] as const;
    for (const id of [...new Set(aim)].sort()) await lockRow(ctx, id);
    const now = [await canonicalOf(ctx, a), await canonicalOf(ctx, b)];
    if (now[0] === aim[0] && now[1] === aim[1]) return [aim[0], aim[1]];
  }
}

const canonicalOf = async (ctx: Ctx, leafId: string): Promise<string | undefined> =>
  (await db(ctx).selectFrom("customers.leaf").select("canonical_id").where("id", "=", leafId).executeTakeFirst())
    ?.canonical_id;

const lockRow = (ctx: Ctx, id: string) =>
  db(ctx).selectFrom("customers.leaf").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
