import { sql } from "kysely";
import { task } from "../../../platform/jobs.ts";

const DAY_MS = 86_400_000;
const BATCH = 20_000;

/** Message ids are remembered for seven days, rejected events for thirty. In batches, so that nobody waits for long. */
export const forgetOldTask = task<Record<string, never>>(
  "forget-intake",
  async (house) => {
    const now = house.clock().getTime();
    for (const [table, column, days] of [
      ["intake_seen", "seen_at", 7],
      ["rejected_event", "at", 30],
    ] as const) {
      const old = new Date(now - days * DAY_MS);
      for (;;) {
        const { numAffectedRows } = await sql`
          delete from ${sql.id("customers", table)} where ctid = any(array(select ctid from ${sql.id("customers", table)} where ${sql.id(column)} < ${old} limit ${BATCH}))
          `.execute(house.db);
        if ((numAffectedRows ?? 0n) < BigInt(BATCH)) break;
      }
    }
  },
  { cron: "41 2 * * *" },
);
