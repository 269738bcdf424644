import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { db, type LeafRow } from "../tables.ts";

/** The leaves of the person of a leaf, by their age. */
const ofPerson = (ctx: Ctx, anyLeafId: string) =>
  db(ctx)
    .selectFrom("customers.leaf as l")
    .innerJoin("customers.leaf as one", "one.canonical_id", "l.canonical_id")
    .where("one.id", "=", anyLeafId)
    .orderBy("l.id");

const canonicalFirst = <Leaf extends Pick<LeafRow, "id" | "canonical_id">>(leaves: Leaf[]): Leaf[] => {
  const canonical = found(leaves[0]).canonical_id;
  return leaves.sort((a, b) => Number(b.id === canonical) - Number(a.id === canonical));
};

/** All leaves of the person, the canonical one first, then by age. Refuses `not_found` for a leaf that does not exist. */
export async function leavesOf(ctx: Ctx, anyLeafId: string): Promise<string[]> {
  const leaves = await ofPerson(ctx, anyLeafId).select(["l.id", "l.canonical_id"]).execute();
  return canonicalFirst(leaves).map(({ id }) => id);
}

/** The same with all that is written of each leaf itself. */
export const leafRowsOf = async (ctx: Ctx, anyLeafId: string): Promise<LeafRow[]> =>
  canonicalFirst(await ofPerson(ctx, anyLeafId).selectAll("l").execute());
