import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { job, task } from "../../../platform/jobs.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { settleLater } from "../merging/settle-later.ts";
import { blockingRules } from "./blocked.ts";

const CHUNK = 1_000;
/** Of an identifier held by more leaves than this these many are settled anew; the rest hang on it no longer. */
const MOST_HOLDERS = 1_000;

/** The blocked values changed: look at every identifier again, some at a time, and settle whose standing changes. */
export const judgeTask = task<{ after: Identifier | null }>("judge-identifiers", async (house, { after }) => {
  await house.run({ kind: "system", name: "identity" }, (ctx) => judgeSome(ctx, after));
});

async function judgeSome(ctx: Ctx, after: Identifier | null): Promise<void> {
  const { rows } = await sql<{ ns: Namespace; value: string; blocked: boolean }>`
    select ns, value, status = 'blocked' as blocked from customers.identifier
    where (ns, value) > (${after?.ns ?? ""}, ${after?.value ?? ""})
    order by ns, value limit ${CHUNK}`.execute(ctx.tx);
  const because = await blockingRules(ctx);
  const changed = rows.filter((row) => (because(row) !== null) !== row.blocked);
  for (const row of changed) await restate(ctx, row, !row.blocked);
  const last = rows.at(-1);
  if (last && rows.length === CHUNK) await job(ctx, "judge-identifiers", { after: { ns: last.ns, value: last.value } });
}

/** Its standing as if nobody had proved it; those who did are settled after commit, and say how it stands. */
async function restate(ctx: Ctx, { ns, value }: Identifier, blocked: boolean): Promise<void> {
  await sql`
    update customers.identifier set status = ${blocked ? "blocked" : "claimed"}, leaf_id = null
    where ns = ${ns} and value = ${value}`.execute(ctx.tx);
  const { rows } = await sql<{ leaf_id: string }>`
    select distinct leaf_id from customers.link where ns = ${ns} and value = ${value}
      and how not in ('typed', 'caller', 'address', 'alias') limit ${MOST_HOLDERS}`.execute(ctx.tx);
  await settleLater(ctx, ...rows.map((row) => row.leaf_id));
}
