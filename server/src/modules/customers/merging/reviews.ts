import { sql } from "kysely";
import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { linesOf } from "../people/lines-of.ts";
import type { ReviewRow } from "../tables.ts";

/**
 * Merges that a rule stopped, newest first. An open one asks nothing any more once its two are one
 * person, or its value is blocked.
 */
export async function reviews(
  ctx: Ctx,
  input: z.output<typeof contract.reviews.input>,
): Promise<z.output<typeof contract.reviews.output>> {
  const [at, id] = fromCursor(input.cursor, 2) ?? ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  const { rows } = await sql<ReviewRow>`
    select r.* from customers.review r
    join customers.leaf a on a.id = r.a_leaf join customers.leaf b on b.id = r.b_leaf
    where r.state = ${input.state} and (r.at, r.id) < (${at}::timestamptz, ${id}::uuid)
      and (r.state <> 'open' or a.canonical_id <> b.canonical_id and not exists
        (select 1 from customers.identifier i where i.ns = r.ns and i.value = r.value and i.status = 'blocked'))
    order by r.at desc, r.id desc limit ${input.limit + 1}`.execute(ctx.tx);
  const toItem = await reviewMaker(ctx, rows);
  return pageOfRows(rows, input.limit, toItem, (row) => [row.at, row.id]);
}

/** Answers the maker of a review's public shape, having read what these rows need. */
export async function reviewMaker(ctx: Ctx, rows: readonly ReviewRow[]): Promise<(row: ReviewRow) => contract.Review> {
  const lines = await linesOf(
    ctx,
    rows.flatMap((row) => [row.a_leaf, row.b_leaf]),
  );
  return (row) => ({
    id: row.id,
    at: row.at.toISOString(),
    a: lines.get(row.a_leaf)!,
    b: lines.get(row.b_leaf)!,
    ns: row.ns,
    value: row.value,
    reason: row.reason,
    state: row.state,
  });
}
