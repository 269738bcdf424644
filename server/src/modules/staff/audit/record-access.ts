import { sql } from "kysely";
import { actorName, type Ctx } from "../../../platform/ctx.ts";

/** Reading the same page again within this time is one look at it. */
const ONE_LOOK_MS = 5 * 60_000;

export interface Access {
  readonly customerId: string;
  /** What was done, in the past tense: `viewed`, `viewed.timeline`, `merged`, `exported`. */
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Note who saw or changed what of a customer. A `viewed…` is noted once in 5 minutes for each actor, the rest always. */
export async function recordAccess(ctx: Ctx, { customerId, action, detail = {} }: Access): Promise<void> {
  const actor = actorName(ctx.actor);
  const since = action.startsWith("viewed") ? new Date(ctx.now.getTime() - ONE_LOOK_MS) : ctx.now;
  await sql`
    insert into staff.audit_entry (customer_id, at, id, actor, action, detail)
    select ${customerId}::uuid, ${ctx.now}::timestamptz, ${ctx.id()}::uuid, ${actor}, ${action}, ${JSON.stringify(detail)}::jsonb
    where not exists (
      select 1 from staff.audit_entry
      where customer_id = ${customerId} and at > ${since} and actor = ${actor} and action = ${action})`.execute(ctx.tx);
}
