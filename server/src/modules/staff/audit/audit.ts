import { sql } from "kysely";
import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import { leavesOfPerson } from "../../../platform/contributions.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { memberNames } from "../members/member-names.ts";

interface Row {
  readonly customer_id: string;
  readonly at: Date;
  readonly id: string;
  readonly actor: string;
  readonly action: string;
  readonly detail: Record<string, unknown>;
}

/** Who saw and changed what of a person, under whichever leaf, newest first. */
export async function audit(
  ctx: Ctx,
  input: z.output<typeof contract.audit.input>,
): Promise<z.output<typeof contract.audit.output>> {
  const leaves = await leavesOfPerson(ctx, input.customerId);
  if (leaves.length === 0) throw new Refusal("not_found");
  const [at, id] = fromCursor(input.cursor, 2) ?? ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  const { rows } = await sql<Row>`
    select entry.* from unnest(${leaves}::uuid[]) as leaf (id) cross join lateral (
      select customer_id, at, id, actor, action, detail from staff.audit_entry
      where customer_id = leaf.id and (at, id) < (${at}::timestamptz, ${id}::uuid)
      order by at desc, id desc limit ${input.limit + 1}) entry
    order by entry.at desc, entry.id desc limit ${input.limit + 1}`.execute(ctx.tx);
  const names = await memberNames(
    ctx,
    rows.flatMap((row) => memberIn(row.actor) ?? []),
  );
  return pageOfRows(
    rows,
    input.limit,
    (row) => ({
      id: row.id,
      customerId: row.customer_id,
      at: row.at.toISOString(),
      action: row.action,
      actor: row.actor,
      actorName: names.get(memberIn(row.actor) ?? "")?.name ?? row.actor,
      detail: row.detail,
    }),
    (row) => [row.at, row.id],
  );
}

const memberIn = (actor: string): string | undefined =>
  actor.startsWith("member:") ? actor.slice("member:".length) : undefined;
