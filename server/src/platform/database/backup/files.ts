import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { DatabaseFault } from "../fault.ts";
import { checksumPath, type Manifest, storedPath } from "./manifest.ts";

/** The keys of all stored files that the rows name, and of which somebody would miss the bytes. */
export async function listFiles(client: pg.ClientBase): Promise<{ key: string; owned: boolean }[]> {
  const { rows } = await client.query<{ key: string; owned: boolean }>(
    "select store_key as key, bool_or(owner is not null) as owned from platform.file group by 1 order by 1",
  );
  return rows;
}

/**
 * Copies the named files below `folder/files` and lists their checksums as `sha256sum --check` reads them. Files never
 * change, and one that somebody owns is not removed meanwhile.
 */
export async function saveFiles(
  filesDir: string,
  folder: string,
  files: { key: string; owned: boolean }[],
): Promise<Manifest["files"]> {
  const list = await open(checksumPath(folder), "w", 0o600);
  const whole = createHash("sha256");
  const sum: Manifest["files"] = { count: 0, bytes: 0, sha256: "", missing: [] };
  try {
    for (const { key, owned } of files) {
      const copied = await copy(storedPath(filesDir, key), storedPath(join(folder, "files"), key)).catch(ifMissing);
      if (!copied) {
        if (owned) sum.missing.push(key);
        continue;
      }
      const line = `${copied.sha256}  ${storedPath("files", key)}\n`;
      await list.write(line);
      whole.update(line);
      sum.count += 1;
      sum.bytes += copied.bytes;
    }
    await list.sync();
  } finally {
    await list.close();
  }
  return { ...sum, sha256: whole.digest("hex") };
}

/** Copies a backup's files into `filesDir`. Throws `database_backup_damaged` at the first that is not as it was. */
export async function restoreFiles(folder: string, filesDir: string, manifest: Manifest): Promise<void> {
  const list = await readFile(checksumPath(folder)).catch(() => Buffer.alloc(0));
  if (createHash("sha256").update(list).digest("hex") !== manifest.files.sha256) throw damaged(checksumPath(folder));
  for await (const line of createInterface(createReadStream(checksumPath(folder)))) {
    const [sha256, path] = [line.slice(0, 64), line.slice(66)];
    if (!/^files\/\w\w\/\w\w\/\w+$/.test(path)) throw damaged(checksumPath(folder));
    const copied = await copy(join(folder, path), join(filesDir, path.slice("files/".length))).catch(ifMissing);
    if (copied?.sha256 !== sha256) throw damaged(join(folder, path));
  }
}

/** The fault of a part of a backup that is missing or was changed. */
export const damaged = (path: string): DatabaseFault =>
  new DatabaseFault("database_backup_damaged", `The backup is damaged: ${path} is missing or not as it was written.`);

async function copy(from: string, to: string): Promise<{ sha256: string; bytes: number }> {
  const source = await open(from, "r");
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  let bytes = 0;
  await pipeline(
    source.createReadStream(),
    async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        hash.update(part);
        bytes += part.length;
        yield part;
      }
    },
    createWriteStream(to, { mode: 0o600, flush: true }),
  );
  return { sha256: hash.digest("hex"), bytes };
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
