import pg from "pg";
import { DatabaseFault } from "./fault.ts";

const oldestVersion = 150_000;

/** What a server says of itself; `versionNumber` as in `server_version_num`. */
export interface ServerFacts {
  versionNumber: number;
  version: string;
  encoding: string;
}

/**
 * Checks a PostgreSQL that is not ours: reachable, version 15 or newer, a UTF8 database. Throws
 * `database_unreachable`, `database_version_unsupported` or `database_encoding`; no message holds the password.
 */
export async function checkOutsideDatabase(url: string): Promise<void> {
  const client = connectTo(url);
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as "versionNumber",
         current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
    );
    checkServer(rows[0]!);
  } catch (cause) {
    if (cause instanceof DatabaseFault) throw cause;
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new DatabaseFault("database_unreachable", `DATABASE_URL cannot be used: ${reason}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Throws when a server is too old or its database is not in UTF8. */
export function checkServer({ versionNumber, version, encoding }: ServerFacts): void {
  if (versionNumber < oldestVersion) {
    throw new DatabaseFault(
      "database_version_unsupported",
      `The server of DATABASE_URL is PostgreSQL ${version}; version 15 or newer is needed.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new DatabaseFault(
      "database_encoding",
      `The database of DATABASE_URL is encoded in ${encoding}. ` +
        "Make one with: create database splot encoding 'UTF8' template template0",
    );
  }
}

function connectTo(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch (cause) {
    throw new DatabaseFault("database_unreachable", "DATABASE_URL is no address of a PostgreSQL database.", { cause });
  }
}
