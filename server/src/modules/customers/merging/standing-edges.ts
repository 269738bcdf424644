import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { EdgeRow } from "../tables.ts";

/** The merges that hold these leaves together, oldest first. */
export async function standingEdges(ctx: Ctx, leafIds: readonly string[]): Promise<EdgeRow[]> {
  const { rows } = await sql<EdgeRow>`
    select * from customers.edge where undone_at is null and a_leaf = any(${leafIds}::uuid[])
    union
    select * from customers.edge where undone_at is null and b_leaf = any(${leafIds}::uuid[])
    order by at, id`.execute(ctx.tx);
  return rows;
}
