import { readJson, type Storage } from "./storage.ts";

interface Entry {
  readonly id: string;
  /** Milliseconds since 1970; orders the shelf. */
  readonly at: number;
}

/**
 * Entries kept one to a key, so that tabs which add and remove at the same time never overwrite one another's.
 * Beyond `limit` the oldest fall off.
 */
export class Shelf<T extends Entry> {
  readonly prefix: string;
  readonly #storage: Storage;
  readonly #limit: number;

  constructor(storage: Storage, prefix: string, limit: number) {
    this.#storage = storage;
    this.prefix = prefix;
    this.#limit = limit;
  }

  /** All entries, oldest first. What is not readable is removed. */
  all(): T[] {
    const entries: T[] = [];
    for (const key of this.#storage.keys()) {
      if (!key.startsWith(this.prefix)) continue;
      const entry = readJson<T>(this.#storage, key);
      if (entry !== null && typeof entry === "object" && this.prefix + entry.id === key) entries.push(entry);
      else this.#storage.remove(key);
    }
    return entries.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  /** The entry of this id, or null when it was removed, perhaps by another tab. */
  get(id: string): T | null {
    return readJson<T>(this.#storage, this.prefix + id);
  }

  put(entry: T): void {
    this.#storage.set(this.prefix + entry.id, JSON.stringify(entry));
    // Counted first, for reading them all is the dearer part.
    if (this.#storage.keys().filter((key) => key.startsWith(this.prefix)).length <= this.#limit) return;
    for (const old of this.all().slice(0, -this.#limit)) this.remove(old.id);
  }

  remove(id: string): void {
    this.#storage.remove(this.prefix + id);
  }
}
