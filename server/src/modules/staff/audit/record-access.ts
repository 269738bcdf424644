import { sql } from "kysely";
import { actorName, type Ctx } from "../../../platform/ctx.ts";

/** Reading the same page again within this time is one look at it. */
export const ONE_LOOK_MS = 5 * 60_000;

export interface Access {
  readonly customerId: string;
  /** What was done, in the past tense: `viewed`, `viewed.timeline`, `matter.viewed`, `merged`, `exported`. */
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

const isLook = (action: string): boolean => /^viewed|\.viewed$/.test(action);

const recorded = new WeakSet<Ctx["tx"]>();

/** Has this transaction noted an access already? */
export const hasRecorded = (ctx: Ctx): boolean => recorded.has(ctx.tx);

/** Note who saw or changed what of a customer. The same look (`viewed…`, `….viewed`) is noted once in 5 minutes, the rest always. */
export async function recordAccess(ctx: Ctx, { customerId, action, detail = {} }: Access): Promise<void> {
  recorded.add(ctx.tx);
  const actor = actorName(ctx.actor);
  const since = isLook(action) ? new Date(ctx.now.getTime() - ONE_LOOK_MS) : ctx.now;
  await sql`
    insert into staff.audit_entry (customer_id, at, id, actor, action, detail)
    select ${customerId}::uuid, ${ctx.now}::timestamptz, ${ctx.id()}::uuid, ${actor}, ${action}, ${JSON.stringify(detail)}::jsonb
    where not exists (
      select 1 from staff.audit_entry
      where customer_id = ${customerId} and at > ${since} and actor = ${actor} and action = ${action}
        and detail = ${JSON.stringify(detail)}::jsonb)`.execute(ctx.tx);
}
