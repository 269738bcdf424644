import type { House } from "../../../platform/house.ts";
import type { Delivery } from "./delivery.ts";
import { writeBatch } from "./write-batch.ts";

interface Waiting {
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Requests that arrive together are committed together, after at most this long. */
const GROUP_MS = 8;
const GROUP_EVENTS = 1_000;
/** Groups under way at once; more only wait for each other in the database. */
const WRITERS = 2;
/** Events in memory above which new ones are asked to come later. */
const FULL = 20_000;

/** Groups what comes in, so that thousands of small requests cost few commits; each is answered after its own commit. */
export class Batcher {
  readonly #house: House;
  #waiting: Waiting[] = [];
  #events = 0;
  #writing = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(house: House) {
    this.#house = house;
  }

  /** Too much is waiting already. */
  get full(): boolean {
    return this.#events > FULL;
  }

  /** Resolves when everything in it is committed. */
  add(delivery: Delivery): Promise<void> {
    this.#events += delivery.signals.length + delivery.refused.length;
    return new Promise((done, failed) => {
      this.#waiting.push({ delivery, done, failed });
      if (this.#events >= GROUP_EVENTS) this.#next();
      else this.#timer ??= setTimeout(() => this.#next(), GROUP_MS);
    });
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing >= WRITERS || this.#waiting.length === 0) return;
    const group: Waiting[] = [];
    for (let size = 0; size < GROUP_EVENTS && this.#waiting.length > 0; ) {
      const next = this.#waiting.shift()!;
      group.push(next);
      size += next.delivery.signals.length + next.delivery.refused.length;
    }
    this.#writing++;
    this.#write(group).finally(() => {
      this.#writing--;
      for (const { delivery } of group) this.#events -= delivery.signals.length + delivery.refused.length;
      this.#next();
    });
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      await writeBatch(
        this.#house,
        group.map((waiting) => waiting.delivery),
      );
      for (const waiting of group) waiting.done();
    } catch (error) {
      for (const waiting of group) waiting.failed(error);
    }
  }
}
