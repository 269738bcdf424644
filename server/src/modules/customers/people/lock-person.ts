import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { canonicalsOf } from "./canonicals-of.ts";

/**
 * Lock the person of a leaf until the transaction ends, and answer the canonical leaf. What exists once a person is written
 * under this lock.
 */
export async function lockPerson(ctx: Ctx, anyLeafId: string): Promise<string> {
  const { rows } = await sql<Locked>`
    select id, canonical_id from customers.leaf
    where id = (select canonical_id from customers.leaf where id = ${anyLeafId}) for update`.execute(ctx.tx);
  const { id, canonical_id } = found(rows[0]);
  if (id === anyLeafId && id === canonical_id) return id;
  return found((await lockMore(ctx, [anyLeafId], new Set([id]))).get(anyLeafId));
}

/**
 * Lock the people of several leaves, one after the other in the order of their canonical ids, so that two who do so cannot
 * wait for each other; answers the canonical leaf of each.
 */
export const lockPeople = (ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, string>> =>
  lockMore(ctx, leafIds, new Set());

interface Locked {
  readonly id: string;
  readonly canonical_id: string;
}

/** Whoever is to be locked stands before somebody whom we hold; the transaction lets go of all and begins again. */
class LockedOutOfOrder extends Error {
  readonly code = "40001";
}

/**
 * Lock until what is locked is what the leaves are read by: a merge that committed while we waited may have given a person
 * another canonical leaf.
 */
async function lockMore(ctx: Ctx, leafIds: readonly string[], locked: Set<string>): Promise<Map<string, string>> {
  for (;;) {
    const canonicals = await canonicalsOf(ctx, leafIds);
    const open = [...new Set(canonicals.values())].filter((id) => !locked.has(id)).sort();
    if ([...locked].some((id) => id > open[0]!)) throw new LockedOutOfOrder("people are locked in their order");
    // A canonical leaf says itself, when it is locked, whether it still is one; of the others that is read again.
    let isSure = [...canonicals].every(([id, canonical]) => id === canonical);
    for (const id of open) {
      const { rows } = await sql<Locked>`
        select id, canonical_id from customers.leaf where id = ${id} for update`.execute(ctx.tx);
      isSure &&= rows[0]?.canonical_id === id;
      locked.add(id);
    }
    if (open.length === 0 || isSure) return canonicals;
  }
}
