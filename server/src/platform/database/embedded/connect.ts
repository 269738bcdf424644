import { readFile } from "node:fs/promises";
import pg from "pg";
import { DatabaseFault } from "../fault.ts";
import { role } from "./cluster.ts";
import type { Place } from "./folder.ts";

/** The name under which supervisors connect: by counting them, each knows whether another still needs the server. */
const supervisorName = "splot supervisor";

/** The address of a database on the server of `place`, password included. */
export async function serverUrl(place: Place, port: number, database: string): Promise<string> {
  const password = await readFile(place.password, "utf8").catch((cause: unknown) => {
    throw new DatabaseFault(
      "database_password_missing",
      `The password of the database is kept in ${place.password}, which cannot be read.`,
      { cause },
    );
  });
  return `postgres://${role}:${encodeURIComponent(password.trim())}@127.0.0.1:${port}/${database}`;
}

/** Opens a supervisor's connection. It lives as long as the supervisor; its end is how a lost server is noticed. */
export async function connectSupervisor(place: Place, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: await serverUrl(place, port, "postgres"),
    application_name: supervisorName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof pg.DatabaseError && error.code === "28P01") {
      throw new DatabaseFault("database_password_missing", `The password in ${place.password} is not the server's.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** Says whether another supervisor, of this or another process, is connected to the same server. */
export async function othersNeedServer(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    "select 1 from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid() limit 1",
    [supervisorName],
  );
  return rows.length > 0;
}

/** Makes the product's database on a fresh server. */
export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query("select 1 from pg_database where datname = $1", [name]);
  if (rows.length === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
}
