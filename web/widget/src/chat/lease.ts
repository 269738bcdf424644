import type { Clock } from "../shared/clock.ts";
import { readJson, type Storage } from "../shared/storage.ts";

interface Held {
  readonly owner: string;
  readonly until: number;
}

/**
 * "I am at it" between the tabs of one browser. It expires by itself when a tab dies. Two tabs may in a rare moment
 * both hold it; what they do under it must bear that (the server carries out one key once).
 */
export class Lease {
  readonly #storage: Storage;
  readonly #key: string;
  readonly #clock: Clock;
  readonly #owner: string;

  constructor(storage: Storage, key: string, clock: Clock, owner: string) {
    this.#storage = storage;
    this.#key = key;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** Take or prolong the lease; false while another tab has it. */
  take(ms: number): boolean {
    const held = readJson<Held>(this.#storage, this.#key);
    if (held !== null && held.owner !== this.#owner && held.until > this.#clock.now()) return false;
    this.#storage.set(this.#key, JSON.stringify({ owner: this.#owner, until: this.#clock.now() + ms } satisfies Held));
    return true;
  }

  /** Give it back, if it is ours. */
  release(): void {
    if (readJson<Held>(this.#storage, this.#key)?.owner === this.#owner) this.#storage.remove(this.#key);
  }
}
