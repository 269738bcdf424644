import { sql } from "kysely";
import type { House } from "../house.ts";
import { task } from "../jobs.ts";

const DAY_MS = 86_400_000;
const BATCH = 500;

/** Remove rows that nobody owns after a day, and bytes that have no row. The row goes first, so no row ever lacks its bytes. */
export async function sweepFiles(house: House): Promise<{ rows: number; bytes: number }> {
  const before = new Date(house.clock().getTime() - DAY_MS);
  let rows = 0;
  for (;;) {
    const { rows: gone } = await sql<{ store_key: string }>`
      delete from platform.file where id in
        (select id from platform.file where owner is null and created_at < ${before} limit ${BATCH})
        and owner is null
      returning store_key`.execute(house.db);
    for (const { store_key } of gone) await house.files.remove(store_key);
    rows += gone.length;
    if (gone.length < BATCH) break;
  }
  let bytes = 0;
  const check = async (keys: string[]) => {
    const { rows: kept } = await sql<{ store_key: string }>`
      select store_key from platform.file where store_key = any(${keys})`.execute(house.db);
    const known = new Set(kept.map((row) => row.store_key));
    for (const key of keys.filter((candidate) => !known.has(candidate))) {
      await house.files.remove(key);
      bytes++;
    }
  };
  const keys: string[] = [];
  for await (const key of house.files.list(before)) {
    keys.push(key);
    if (keys.length === BATCH) await check(keys.splice(0));
  }
  if (keys.length > 0) await check(keys);
  return { rows, bytes };
}

/** Every night, and repeats of requests are forgotten after two days. */
export const sweepTask = task<Record<string, never>>(
  "sweep",
  async (house) => {
    const swept = await sweepFiles(house);
    const old = new Date(house.clock().getTime() - 2 * DAY_MS);
    await sql`delete from platform.idempotency where at < ${old}`.execute(house.db);
    house.log.info(swept, "swept");
  },
  { cron: "17 3 * * *" },
);
