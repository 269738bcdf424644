import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { DatabaseFault } from "./fault.ts";
import { splitStatements } from "./statements.ts";

const ownFolder = fileURLToPath(new URL("../../../migrations/", import.meta.url));
const lockKey = 7_305_148;

/** A migration as the code brings it, or as the database has recorded it; `sha256` in hex. */
export interface Migration {
  name: string;
  sha256: string;
}

interface MigrationFile extends Migration {
  text: string;
}

interface MigrateOptions {
  /** The folder of the `NNNN-room.sql` files; the product's own by default. */
  folder?: string;
  /** Applies those of these names only; all by default. */
  only?: readonly string[];
}

/**
 * Brings the database at `url` up to date: the job queue's tables, then each new file in one transaction. Processes
 * that start at once wait for each other. Returns the names applied. Throws a `DatabaseFault` when an applied file was
 * changed, when the database knows files that we do not, and when a statement fails.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "splot migrate" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const files = await readMigrations(options.folder ?? ownFolder);
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await prepareQueue(url);
    await prepare(client);
    const pending = pendingFiles(files, await appliedMigrations(client));
    const wanted = pending.filter((file) => options.only?.includes(file.name) ?? true);
    for (const file of wanted) await apply(client, file);
    return wanted.map((file) => file.name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the database has recorded as applied, in order. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Migration[]> {
  const { rows } = await client.query<Migration>("select name, sha256 from platform.migration order by name");
  return rows;
}

/** Reads the migrations that the code brings, in order. */
export async function readMigrations(folder = ownFolder): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

/** The job queue's own tables, over a pool that is gone afterwards and whose connections may break meanwhile. */
async function prepareQueue(url: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: url, max: 1, application_name: "splot migrate" });
  pgPool.on("error", () => undefined);
  pgPool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) });
  } finally {
    await pgPool.end();
  }
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query("create schema if not exists platform");
  await client.query(
    `create table if not exists platform.migration (
       name text primary key,
       sha256 text not null,
       applied_at timestamptz not null default now()
     )`,
  );
  await client.query("comment on table platform.migration is '@local · the migrations applied to this database'");
}

/** Each room has ten numbers or more of its own: `0021-intake.sql` is of 002, which is the customers'. */
const rangeOf = (name: string): string => name.slice(0, 3);

function pendingFiles(files: MigrationFile[], applied: Migration[]): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { name, sha256 } of applied) {
    const file = known.get(name);
    if (!file) {
      throw new DatabaseFault(
        "database_newer_than_program",
        `The database was changed by a newer program: it has the migration ${name}, which this one does not know.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new DatabaseFault(
        "database_changed_migration",
        `The migration ${name} was applied to this database and its file has been changed since. Undo the change and ` +
          "write a new migration.",
      );
    }
  }
  const done = new Set(applied.map((migration) => migration.name));
  const pending = files.filter((file) => !done.has(file.name));
  for (const { name } of pending) {
    // Rooms do not touch each other's tables, so that only within one the order counts.
    const later = applied.find((other) => rangeOf(other.name) === rangeOf(name) && other.name > name);
    if (later) {
      throw new DatabaseFault(
        "database_migration_order",
        `The migration ${name} is new but sorts before ${later.name}, which was applied already. Number it after that.`,
      );
    }
  }
  return pending;
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query("begin");
  for (const statement of splitStatements(file.text)) {
    await client.query(statement).catch(async (cause: Error) => {
      await client.query("rollback").catch(() => undefined);
      throw new DatabaseFault(
        "database_migration_failed",
        `The migration ${file.name} failed: ${cause.message}, in: ${statement.slice(0, 200)}`,
        { cause },
      );
    });
  }
  await client.query("insert into platform.migration (name, sha256) values ($1, $2)", [file.name, file.sha256]);
  await client.query("commit");
}
