import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DatabaseFault } from "../fault.ts";

/** The layout of a backup folder that this code writes and reads. */
export const backupFormat = 1;

const name = z.string().regex(/^\w+$/);

const Table = z.object({
  schema: name,
  name,
  columns: z.array(z.string()),
  rows: z.number(),
  /** Of the uncompressed rows, in hex. */
  sha256: z.string(),
});

const Manifest = z.object({
  format: z.literal(backupFormat),
  takenAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })).min(1),
  tables: z.array(Table),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
  /** `sha256` is that of the list of checksums; `missing` names the keys whose bytes were lost before the backup. */
  files: z.object({ count: z.number(), bytes: z.number(), sha256: z.string(), missing: z.array(z.string()) }),
});

/** What a backup holds and how to tell that it is whole. Written last: a folder without it is no backup. */
export type Manifest = z.infer<typeof Manifest>;
export type SavedTable = z.infer<typeof Table>;

export const manifestPath = (folder: string): string => join(folder, "manifest.json");
export const checksumPath = (folder: string): string => join(folder, "files.sha256");

/** The path of a table's rows in a backup, or anywhere such a folder lies. */
export const tablePath = (folder: string, table: { schema: string; name: string }): string =>
  join(folder, "tables", `${table.schema}.${table.name}.copy.gz`);

/** The path of a stored file below `folder`, as the product's own store lays them out. */
export const storedPath = (folder: string, key: string): string => join(folder, key.slice(0, 2), key.slice(2, 4), key);

/** Reads a backup's manifest. Throws `database_backup_unknown` where there is none that we understand. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(manifestPath(folder), "utf8")));
  } catch (cause) {
    throw new DatabaseFault(
      "database_backup_unknown",
      `${folder} is no complete backup that this program can read: it lacks a manifest.json of format ${backupFormat}.`,
      { cause },
    );
  }
}
