import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { DatabaseFault, tellsOfFullDisk } from "../fault.ts";
import { migrate, readMigrations } from "../migrate.ts";
import { isEmptyDatabase, listForeignKeys, listSchemas, listTables, tableName } from "./catalogue.ts";
import { damaged, restoreFiles } from "./files.ts";
import { type Manifest, readManifest, type SavedTable, tablePath } from "./manifest.ts";
import { inTransaction } from "./session.ts";

export interface RestoreOptions {
  /** The backup's folder. */
  source: string;
  /** An empty database. */
  url: string;
  /** An empty or missing folder. */
  filesDir: string;
}

/**
 * Restores a backup into an empty database and folder, checks every row count and checksum, and brings an older
 * backup up to date. Throws a `DatabaseFault` when the target is not empty or the backup is damaged or of a newer
 * program; what was restored until then is removed again.
 */
export async function restoreBackup({ source, url, filesDir }: RestoreOptions): Promise<Manifest> {
  const manifest = await readManifest(source);
  await checkMigrations(manifest);
  await refuseData(url, filesDir);
  try {
    await migrate(url, { only: manifest.migrations.map(({ name }) => name) });
    await inTransaction(url, "begin", (client) => loadRows(client, source, manifest));
    await restoreFiles(source, filesDir, manifest);
    await migrate(url);
    await inTransaction(url, "begin", (client) => client.query("analyze"));
    return manifest;
  } catch (error) {
    await empty(url, filesDir);
    if (!(error instanceof DatabaseFault) && tellsOfFullDisk(error)) {
      throw new DatabaseFault("database_disk_full", "The disk is full; nothing was restored.", { cause: error });
    }
    throw error;
  }
}

async function checkMigrations(manifest: Manifest): Promise<void> {
  const known = new Map((await readMigrations()).map((file) => [file.name, file.sha256]));
  for (const { name, sha256 } of manifest.migrations) {
    if (known.get(name) === sha256) continue;
    throw known.has(name)
      ? new DatabaseFault("database_changed_migration", `The migration ${name} is not the one of the backup.`)
      : new DatabaseFault("database_newer_than_program", `The backup has the migration ${name}, unknown here.`);
  }
}

async function refuseData(url: string, filesDir: string): Promise<void> {
  const isEmpty = await inTransaction(url, "begin read only", isEmptyDatabase);
  if (!isEmpty) throw new DatabaseFault("database_not_empty", "The database to restore into is not empty.");
  const files = await readdir(filesDir).catch(() => []);
  if (files.length > 0) throw new DatabaseFault("database_not_empty", `The folder ${filesDir} is not empty.`);
}

/** Loads all tables without their foreign keys, which are then declared, and so checked, again. */
async function loadRows(client: pg.Client, source: string, manifest: Manifest): Promise<void> {
  const keys = await listForeignKeys(client);
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`);
  const present = await listTables(client);
  await client.query(`truncate ${present.map((table) => tableName(client, table)).join(", ")}`);
  for (const table of manifest.tables) await loadTable(client, source, table);
  for (const { name, value, called } of manifest.sequences) {
    await client.query("select setval($1::regclass, $2, $3)", [name, value, called]);
  }
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`);
}

async function loadTable(client: pg.Client, source: string, table: SavedTable): Promise<void> {
  const path = tablePath(source, table);
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const rows = client.query(copyFrom(`copy ${tableName(client, table)} (${columns}) from stdin`));
  const hash = createHash("sha256");
  await pipeline(
    createReadStream(path),
    createGunzip(),
    async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        hash.update(part);
        yield part;
      }
    },
    rows,
  ).catch((error: unknown) => {
    // Not to be unpacked, not there, or rows that the table does not take.
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw /^Z_|^ENOENT$|^2[23]...$/.test(code) ? damaged(path) : error;
  });
  if (rows.rowCount !== table.rows || hash.digest("hex") !== table.sha256) throw damaged(path);
}

async function empty(url: string, filesDir: string): Promise<void> {
  await inTransaction(url, "begin", async (client) => {
    for (const schema of await listSchemas(client)) {
      await client.query(`drop schema ${client.escapeIdentifier(schema)} cascade`);
    }
  }).catch(() => undefined);
  for (const name of await readdir(filesDir).catch(() => [])) {
    await rm(`${filesDir}/${name}`, { recursive: true, force: true });
  }
}
