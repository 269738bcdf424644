import { sql } from "kysely";
import type { Call } from "../../../../../contract/http.ts";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { hasRecorded, ONE_LOOK_MS, recordAccess } from "./record-access.ts";

/**
 * Note a call that has noted nothing itself, so that nothing of a customer is read or changed without a trace. A change is
 * noted by its name; a look (`viewed.<call>`) unless the actor was seen looking at this customer shortly before.
 */
export async function witness(ctx: Ctx, call: Call, customerId: string): Promise<void> {
  // Reading this log is no look at the customer.
  if (hasRecorded(ctx) || call.id.startsWith("staff.")) return;
  // What is put is a mark of one's own: read up to here.
  const looks = call.method === "GET" || call.method === "PUT";
  if (!looks) await recordAccess(ctx, { customerId, action: call.id });
  else if (!(await lookedLately(ctx, customerId))) await recordAccess(ctx, { customerId, action: `viewed.${call.id}` });
}

async function lookedLately(ctx: Ctx, customerId: string): Promise<boolean> {
  const since = new Date(ctx.now.getTime() - ONE_LOOK_MS);
  const { rows } = await sql`
    select from staff.audit_entry
    where customer_id = ${customerId} and at > ${since} and actor = ${actorName(ctx.actor)}
      and (action like 'viewed%' or action like '%.viewed')
    limit 1`.execute(ctx.tx);
  return rows.length > 0;
}
