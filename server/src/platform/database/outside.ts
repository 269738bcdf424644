import pg from "pg";
import { DatabaseFault } from "./fault.ts";

const oldestVersion = 150_000;

/**
 * Checks a PostgreSQL that is not ours: reachable, version 15 or newer, a UTF8 database. Throws
 * `database_unreachable`, `database_version_unsupported` or `database_encoding`; no message holds the password.
 */
export async function checkOutsideDatabase(url: string): Promise<void> {
  const client = connectTo(url);
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; name: string; encoding: string }>(
      `select current_setting('server_version_num') as version, current_setting('server_version') as name,
         current_setting('server_encoding') as encoding`,
    );
    const found = rows[0]!;
    if (Number(found.version) < oldestVersion) {
      throw new DatabaseFault(
        "database_version_unsupported",
        `The server of DATABASE_URL is PostgreSQL ${found.name}; version 15 or newer is needed.`,
      );
    }
    if (found.encoding !== "UTF8") {
      throw new DatabaseFault(
        "database_encoding",
        `The database of DATABASE_URL is encoded in ${found.encoding}. Make one with: create database splot encoding 'UTF8' template template0`,
      );
    }
  } catch (cause) {
    if (cause instanceof DatabaseFault) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseFault("database_unreachable", `DATABASE_URL cannot be used: ${reason}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function connectTo(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch (cause) {
    throw new DatabaseFault("database_unreachable", "DATABASE_URL is no address of a PostgreSQL database.", { cause });
  }
}
