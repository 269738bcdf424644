import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { newCode } from "../ids.ts";

export interface Stored {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
}

/** Where bytes are kept, by a random key that says nothing of them. A disk here; an S3-compatible store can fill it too. */
export interface FileStore {
  /** Store all of the stream; resolves when it is safe on the medium. */
  put(content: Readable | Buffer): Promise<Stored>;
  read(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
  /** Keys older than this moment, those of uploads that broke off included. */
  list(before: Date): AsyncIterable<string>;
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

const KEY = /^[a-z2-9]{26}$/;

/** A folder of files `ab/cd/<key>`, each flushed with its folder before it counts as stored. */
export class DiskStore implements FileStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  #path(key: string): string {
    if (!KEY.test(key)) throw new Error("not a key of this store");
    return join(this.#root, key.slice(0, 2), key.slice(2, 4), key);
  }

  async put(content: Readable | Buffer): Promise<Stored> {
    const key = newCode(26);
    const path = this.#path(key);
    const folder = join(path, "..");
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    const hash = createHash("sha256");
    let size = 0;
    const part = `${path}.part`;
    const handle = await open(part, "wx", 0o600);
    try {
      for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
        hash.update(chunk as Buffer);
        size += (chunk as Buffer).length;
        await handle.writeFile(chunk as Buffer);
      }
      await handle.sync();
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    await rename(part, path);
    // A new folder is an entry of its parent, which is flushed as well.
    for (let at = folder; ; at = dirname(at)) {
      await flushFolder(at);
      if (made === undefined || at.length < made.length) break;
    }
    return { key, size, sha256: hash.digest("hex") };
  }

  async read(key: string): Promise<Readable> {
    const path = this.#path(key);
    await stat(path);
    return createReadStream(path);
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
    await rm(`${this.#path(key)}.part`, { force: true });
  }

  async *list(before: Date): AsyncIterable<string> {
    const entries = await readdir(this.#root, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const key = entry.name.replace(/\.part$/, "");
      if (!entry.isFile() || !KEY.test(key)) continue;
      const found = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
      if (found && found.mtime < before) yield key;
    }
  }
}
