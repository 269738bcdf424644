import { sql } from "kysely";
import type { House } from "../../../platform/house.ts";
import { task } from "../../../platform/jobs.ts";
import { release } from "./quarantine.ts";

const DAY_MS = 86_400_000;
const BATCH = 20_000;
const actor = { kind: "system", name: "intake" } as const;

/** Message ids are remembered for seven days, rejected events for thirty. In batches, so that nobody waits for long. */
export const forgetOldTask = task<Record<string, never>>(
  "forget-intake",
  async (house) => {
    const now = house.clock().getTime();
    await forgetSeen(house, new Date(now - 7 * DAY_MS));
    await forgetRejected(house, new Date(now - 30 * DAY_MS));
  },
  { cron: "41 2 * * *" },
);

async function forgetSeen(house: House, old: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from customers.intake_seen where ctid = any(array(select ctid from customers.intake_seen where seen_at < ${old} limit ${BATCH}))
      `.execute(house.db);
    if ((numAffectedRows ?? 0n) < BigInt(BATCH)) return;
  }
}

async function forgetRejected(house: House, old: Date): Promise<void> {
  for (let gone = BATCH; gone === BATCH; )
    gone = await house.run(actor, async (ctx) => {
      const { rows } = await sql<{ write_key: string; bytes: number }>`
        delete from customers.rejected_event where id = any(array(select id from customers.rejected_event where at < ${old} limit ${BATCH}))
        returning write_key, bytes`.execute(ctx.tx);
      await release(ctx, rows);
      return rows.length;
    });
  await sql`delete from customers.rejected_total where scope = 'key' and events = 0 and last_at < ${old}`.execute(
    house.db,
  );
}
