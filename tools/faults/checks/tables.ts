import type pg from "pg";

/** Rows and their hash, by table. */
export type Fingerprints = ReadonlyMap<string, { readonly rows: number; readonly hash: string }>;

/** Tables that note every sign of life or every delivery; all others hold what people see and are not touched by a repeat. */
const logs = new Set([
  "platform.process",
  "platform.file",
  "conversations.mail_in",
  "staff.audit_entry",
  "staff.api_token",
  "staff.session",
]);
const clocks = ["last_seen_at", "last_event_at", "connected_at", "last_used_at"];

/** The tables of all rooms but the logs. */
export async function contentTables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('platform', 'staff', 'customers', 'conversations') order by 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !logs.has(name));
}

/** Counts and hashes the rows of tables; when somebody was last seen does not count. */
export async function fingerprints(pool: pg.Pool, tables: readonly string[]): Promise<Fingerprints> {
  const prints = new Map<string, { rows: number; hash: string }>();
  for (const table of tables) {
    const { rows } = await pool.query<{ rows: string; hash: string }>(
      `select count(*) as rows, md5(coalesce(string_agg(one, '' order by one), '')) as hash
       from (select md5((to_jsonb(t) - $1::text[])::text) as one from ${table} t) as hashed`,
      [clocks],
    );
    prints.set(table, { rows: Number(rows[0]!.rows), hash: rows[0]!.hash });
  }
  return prints;
}

/** The tables that are not as they were. */
export const difference = (before: Fingerprints, after: Fingerprints): string[] =>
  [...before].flatMap(([table, was]) => {
    const is = after.get(table);
    if (is?.hash === was.hash) return [];
    return [is?.rows === was.rows ? `rows of ${table} changed` : `${table} had ${was.rows} rows and has ${is?.rows}`];
  });
