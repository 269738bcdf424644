import type { House } from "../../../platform/house.ts";
import type { Delivery } from "./delivery.ts";
import { writeBatch } from "./write-batch.ts";

interface Waiting {
  readonly delivery: Delivery;
  readonly size: number;
  readonly since: number;
  readonly done: (committed: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Requests that arrive within this time are committed together. */
const GROUP_MS = 8;
const GROUP_EVENTS = 1_000;
/** Groups under way at once: a second one when it is full; more would only wait for each other in the database. */
const WRITERS = 2;
/** Events in memory above which new ones are asked to come later. */
const FULL = 20_000;

/** Groups what comes in, so that thousands of small requests cost few commits; each is answered after its own commit. */
export class Batcher {
  readonly #house: House;
  #waiting: Waiting[] = [];
  #waitingEvents = 0;
  #writingEvents = 0;
  #writing = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(house: House) {
    this.#house = house;
  }

  /** Too much is waiting already. */
  get full(): boolean {
    return this.#waitingEvents + this.#writingEvents > FULL;
  }

  /** Resolves when everything in it is committed, or with false when there is no room for it. */
  add(delivery: Delivery): Promise<boolean> {
    const size = delivery.signals.length + delivery.refused.length;
    this.#waitingEvents += size;
    return new Promise((done, failed) => {
      this.#waiting.push({ delivery, size, since: performance.now(), done, failed });
      this.#next();
    });
  }

  /** Write a group when it is full, or when its first has waited long enough and nothing is being written. */
  #next(): void {
    clearTimeout(this.#timer);
    const [first] = this.#waiting;
    if (!first || this.#writing >= WRITERS) return;
    const isFull = this.#waitingEvents >= GROUP_EVENTS;
    if (this.#writing > 0 && !isFull) return;
    const left = first.since + GROUP_MS - performance.now();
    if (isFull || left < 1) void this.#writeGroup(this.#group());
    else this.#timer = setTimeout(() => this.#next(), left);
  }

  #group(): Waiting[] {
    let size = 0;
    let count = 0;
    for (; size < GROUP_EVENTS && count < this.#waiting.length; count++) size += this.#waiting[count]!.size;
    this.#waitingEvents -= size;
    this.#writingEvents += size;
    return this.#waiting.splice(0, count);
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    this.#writing++;
    try {
      const deliveries = group.map((waiting) => waiting.delivery);
      const away = await writeBatch(this.#house, deliveries);
      for (const waiting of group) waiting.done(!away.has(waiting.delivery));
    } catch (error) {
      for (const waiting of group) waiting.failed(error);
    }
    this.#writing--;
    for (const { size } of group) this.#writingEvents -= size;
    this.#next();
  }
}
