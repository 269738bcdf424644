import { sql } from "kysely";
import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { leavesMatching } from "./find-matching.ts";
import { linesOf } from "./lines-of.ts";

type Row = { readonly id: string; readonly last_seen_at: Date };

/**
 * Customers, one line a person, last seen first; the place of a person is that of its leaf seen last. Browsers that never
 * said a word are left out unless asked for.
 */
export async function list(
  ctx: Ctx,
  input: z.output<typeof contract.list.input>,
): Promise<z.output<typeof contract.list.output>> {
  const [at, id] = fromCursor(input.cursor, 2) ?? ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  const matching = input.q ? leavesMatching(input.q) : null;
  if (input.q && matching === null) return { items: [], next: null };
  const among = matching
    ? sql`l.canonical_id in (select m.canonical_id from customers.leaf m where m.id in ${matching})`
    : sql`true`;
  const plan = matching ? sql`/* planned each time: how many match decides in which order to look */` : sql``;
  const known = input.anonymous ? sql`true` : sql`l.known`;
  const alsoKnown = input.anonymous ? sql`true` : sql`o.known`;
  const { rows } = await sql<Row>`
    select l.id, l.last_seen_at from customers.leaf l ${plan}
    where ${known} and (l.last_seen_at, l.id) < (${at}::timestamptz, ${id}::uuid)
      and ${among}
      and not exists (select 1 from customers.leaf o where o.canonical_id = l.canonical_id and ${alsoKnown}
        and (o.last_seen_at, o.id) > (l.last_seen_at, l.id))
    order by l.last_seen_at desc, l.id desc limit ${input.limit + 1}`.execute(ctx.tx);
  const lines = await linesOf(
    ctx,
    rows.map((row) => row.id),
  );
  return pageOfRows(
    rows,
    input.limit,
    // The moment by which the line has its place; a browser joined since may have been seen later.
    (row) => ({ ...lines.get(row.id)!, lastSeenAt: row.last_seen_at.toISOString() }),
    (row) => [row.last_seen_at, row.id],
  );
}
