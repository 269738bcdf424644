import { sql } from "kysely";
import type { z } from "zod";
import type * as contract from "../../../../../contract/intake.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { bounds, release } from "./quarantine.ts";
import { waiting } from "./replay.ts";

const MOST = 100;

/** How much is set aside of each write key, the most first, and whether there is room for more. */
export async function rejectedTotals(ctx: Ctx): Promise<z.output<typeof contract.rejectedTotals.output>> {
  const { rows } = await sql<Row>`
    select t.scope, t.write_key, t.events, t.bytes, t.dropped, s.name, s.active,
      (select count(*)::int from customers.rejected_event r
        where t.scope = 'key' and r.write_key = t.write_key and r.reason = any(${waiting})) as waiting
    from customers.rejected_total t left join customers.source s on t.scope = 'key' and s.write_key = t.write_key
    where t.scope = 'all' or t.events > 0 or t.dropped > 0
    order by t.scope, t.events desc, t.write_key limit ${MOST + 1}`.execute(ctx.tx);
  const [all, ...keys] = rows;
  return {
    isFull: isFull(all!, bounds.all),
    items: keys.map((row) => ({
      writeKey: row.write_key,
      sourceName: row.name,
      isTaken: row.active === true,
      events: row.events,
      waiting: row.waiting,
      dropped: Number(row.dropped),
      isFull: isFull(row, bounds.key),
    })),
  };
}

interface Row {
  readonly write_key: string;
  readonly events: number;
  readonly bytes: string;
  readonly dropped: string;
  readonly name: string | null;
  readonly active: boolean | null;
  readonly waiting: number;
}

/** Nearly full is full: one more event of the largest kind may find no room. */
const isFull = ({ events, bytes }: Row, bound: { events: number; bytes: number }): boolean =>
  events > bound.events * 0.95 || Number(bytes) > bound.bytes * 0.95;

/** Remove everything that was set aside under a key, and what was counted of it. */
export async function dismissRejectedOf(ctx: Ctx, { writeKey }: { writeKey: string }): Promise<Record<string, never>> {
  const { rows } = await sql<{ write_key: string; bytes: number }>`
    delete from customers.rejected_event where write_key = ${writeKey} returning write_key, bytes`.execute(ctx.tx);
  await release(ctx, rows);
  await sql`delete from customers.rejected_total where scope = 'key' and write_key = ${writeKey} and events = 0`.execute(
    ctx.tx,
  );
  ctx.hint("rejected");
  return {};
}
