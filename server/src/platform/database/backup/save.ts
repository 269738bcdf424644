import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { DatabaseFault, folderFault } from "../fault.ts";
import { appliedMigrations } from "../migrate.ts";
import { listSequences, listTables, type Table, tableName } from "./catalogue.ts";
import { listFiles, saveFiles } from "./files.ts";
import { backupFormat, type Manifest, manifestPath, type SavedTable, tablePath } from "./manifest.ts";
import { inTransaction } from "./session.ts";

export interface SaveOptions {
  /** The database to save; it may be in use. */
  url: string;
  filesDir: string;
  /** The folder to make; it must not exist. It appears when it is whole. */
  target: string;
}

/**
 * Saves the rows of all tables as they are at one moment, and the files those rows name. Throws a `DatabaseFault`
 * when the target exists or its disk is full, and then leaves nothing behind.
 */
export async function saveBackup(options: SaveOptions): Promise<Manifest> {
  const target = resolve(options.target);
  if (await exists(target)) throw new DatabaseFault("database_not_empty", `${target} exists already.`);
  const folder = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await mkdir(join(folder, "tables"), { recursive: true, mode: 0o700 });
    const { files, ...rows } = await saveRows(options.url, folder);
    const manifest: Manifest = { ...rows, files: await saveFiles(options.filesDir, folder, files) };
    await writeFlushed(manifestPath(folder), `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(folder, target);
    return manifest;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw isOfFiles(error) ? folderFault(error, target) : error;
  }
}

function saveRows(url: string, folder: string) {
  return inTransaction(url, "begin isolation level repeatable read read only", async (client) => {
    const { rows } = await client.query<{ now: Date; version: string }>(
      "select now(), current_setting('server_version') as version where to_regclass('platform.migration') is not null",
    );
    if (!rows[0]) throw new DatabaseFault("database_missing", "The database holds nothing of this program yet.");
    const tables: SavedTable[] = [];
    for (const table of await listTables(client)) tables.push(await saveTable(client, table, folder));
    return {
      format: backupFormat,
      takenAt: rows[0].now.toISOString(),
      postgres: rows[0].version,
      migrations: await appliedMigrations(client),
      tables,
      // Sequences stand outside the snapshot; read last, they are never behind its rows.
      sequences: await listSequences(client),
      files: await listFiles(client),
    } as const;
  });
}

async function saveTable(client: pg.Client, table: Table, folder: string): Promise<SavedTable> {
  const columns = table.columns.map((column) => {
    const name = client.escapeIdentifier(column);
    // A job in hand while the backup is taken is in nobody's hand after it is restored.
    return table.schema === "graphile_worker" && /^locked_/.test(column) ? `null as ${name}` : name;
  });
  const rows = client.query(copyTo(`copy (select ${columns.join(", ")} from ${tableName(client, table)}) to stdout`));
  const hash = createHash("sha256");
  await pipeline(
    rows,
    async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        hash.update(part);
        yield part;
      }
    },
    createGzip({ level: 1 }),
    createWriteStream(tablePath(folder, table), { mode: 0o600, flush: true }),
  );
  return { ...table, rows: rows.rowCount, sha256: hash.digest("hex") };
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const isOfFiles = (error: unknown): boolean => error instanceof Error && "errno" in error && "path" in error;
