import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { db, type TraitKey, type TraitSource } from "../tables.ts";

/** In UTF-16 units; the table takes no more. */
export const LONGEST_TRAIT = 500;

/** Write that a source said a value of a leaf now; `setTrait` also makes it known. */
export async function writeTrait(
  ctx: Ctx,
  leafId: string,
  key: TraitKey,
  value: string,
  source: TraitSource,
): Promise<void> {
  const said = { actor: actorName(ctx.actor), at: ctx.now };
  await db(ctx)
    .insertInto("customers.trait")
    .values({ customer_id: leafId, key, source, value: value.trim().slice(0, LONGEST_TRAIT), ...said })
    .onConflict((conflict) => conflict.columns(["customer_id", "key", "source", "value"]).doUpdateSet(said))
    .execute();
}
