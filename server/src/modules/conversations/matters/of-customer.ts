import { sql } from "kysely";
import type { MatterLine } from "../../../../../contract/conversations.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { leavesOf } from "../../customers/index.ts";
import { type SeenMatterRow, toLines } from "./to-matter.ts";

interface Input {
  readonly customerId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Matters of one person over all leaves, whatever their state, last spoken first: the best of each leaf, then of all. */
export async function ofCustomer(ctx: Ctx, input: Input): Promise<{ items: MatterLine[]; next: string | null }> {
  const after = fromCursor(input.cursor, 2);
  const beyond = after ? sql`(last_at, id) < (${new Date(after[0]!)}, ${after[1]!}::uuid)` : sql`true`;
  const { rows } = await sql<SeenMatterRow>`
    select m.*, s.at as seen_at
    from unnest(${await leavesOf(ctx, input.customerId)}::uuid[]) as leaf (id)
    cross join lateral (
      select * from conversations.matter
      where customer_id = leaf.id and joined_id is null and ${beyond}
      order by last_at desc, id desc limit ${input.limit + 1}
    ) m
    left join conversations.seen s
      on s.customer_id = m.customer_id and s.matter_id = m.id and s.member_id = ${memberOf(ctx).id}
    order by m.last_at desc, m.id desc limit ${input.limit + 1}`.execute(ctx.tx);
  return pageOfRows(rows, input.limit, await toLines(ctx, rows), (row) => [row.last_at, row.id]);
}
