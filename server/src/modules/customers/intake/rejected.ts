import { sql } from "kysely";
import type { z } from "zod";
import type {
  dismissRejected as dismissCall,
  Rejected,
  rejected as rejectedCall,
} from "../../../../../contract/intake.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { release } from "./quarantine.ts";
import { db } from "./tables.ts";

/** Events that were not taken in, newest first. */
export async function rejected(
  ctx: Ctx,
  input: z.output<(typeof rejectedCall)["input"]>,
): Promise<{ items: Rejected[]; next: string | null }> {
  const after = fromCursor(input.cursor, 2);
  let query = db(ctx)
    .selectFrom("customers.rejected_event as r")
    .leftJoin("customers.source as s", "s.id", "r.source_id")
    .selectAll("r")
    .select("s.name as source_name")
    .orderBy("r.at", "desc")
    .orderBy("r.id", "desc")
    .limit(input.limit + 1);
  if (input.reason !== undefined) query = query.where("r.reason", "=", input.reason);
  if (after) query = query.where(sql<boolean>`(r.at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return pageOfRows(
    await query.execute(),
    input.limit,
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      sourceName: row.source_name,
      writeKey: row.write_key,
      reason: row.reason,
      detail: row.detail,
      event: row.event,
    }),
    (row) => [row.at, row.id],
  );
}

/** Remove one from the list. */
export async function dismissRejected(
  ctx: Ctx,
  input: z.output<(typeof dismissCall)["input"]>,
): Promise<Record<string, never>> {
  const gone = await db(ctx)
    .deleteFrom("customers.rejected_event")
    .where("id", "=", input.rejectedId)
    .returning(["write_key", "bytes"])
    .executeTakeFirst();
  await release(ctx, [found(gone)]);
  return {};
}
