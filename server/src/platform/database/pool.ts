import pg from "pg";
import type { DatabaseLog } from "./log.ts";
import { preparer } from "./prepare.ts";

interface PoolOptions {
  url: string;
  /** Shown in `pg_stat_activity`: who holds a connection. */
  name: string;
  max: number;
  log: DatabaseLog;
  /** Prepare the statements that come often; true unless told otherwise. */
  prepare?: boolean;
}

const { INT8, DATE } = pg.types.builtins;
const [integerList, dayList, textList] = [1016, 1182, 1009];
const readTexts: (text: string) => (string | null)[] = pg.types.getTypeParser(textList);

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, readInteger],
  [integerList, (text) => readTexts(text).map((item) => (item === null ? null : readInteger(item)))],
  // A calendar day belongs to no time zone, so it stays text.
  [DATE, (text) => text],
  [dayList, readTexts],
]);

/**
 * Opens a pool whose connections survive a restart of the server: a lost idle one is dropped and the next query opens
 * another. `bigint` is read as a number, `date` as `YYYY-MM-DD`, `timestamptz` as a Date.
 */
export function openPool({ url, name, max, log, prepare = true }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        (format !== "binary" && parsers.get(oid)) || pg.types.getTypeParser(oid, format ?? "text"),
    },
  });
  // A connection that is lost while in use fails its query; without a listener it would end the process as well.
  pool.on("connect", (client) => client.on("error", () => undefined));
  if (prepare) pool.on("connect", preparer(log));
  pool.on("error", ({ message }) => {
    if (!pool.ending) log.warn({ pool: name, reason: message }, "an idle database connection was lost");
  });
  return pool;
}

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The integer ${text} of the database is too large`);
  return value;
}
