import { backOff, type Clock } from "../shared/clock.ts";
import { Shelf } from "../shared/shelf.ts";
import type { Storage } from "../shared/storage.ts";
import type { SegmentEvent } from "./event.ts";

const batchSize = 10;
const interval = 5_000;
const patience = 15_000;
const kept = 100;

interface Waiting {
  readonly id: string;
  readonly at: number;
  readonly event: SegmentEvent;
}

export interface CourierOptions {
  readonly url: string;
  readonly storage: Storage;
  readonly prefix: string;
  readonly clock: Clock;
  /** Send when the page goes away; false when the browser would not take it. */
  readonly beacon: (url: string, body: string) => boolean;
}

/**
 * Carries events to the server in batches: ten at a time, or what there is after five seconds, or all when the page
 * goes away. What could not be delivered is kept in the browser (the newest 100) and sent again with the same ids.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #shelf: Shelf<Waiting>;
  #queue: Waiting[];
  #writeKey: string | null = null;
  #busy = false;
  #failures = 0;
  #cancel: (() => void) | null = null;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#shelf = new Shelf(options.storage, options.prefix, kept);
    this.#queue = this.#shelf.all();
  }

  /** From now on events may go, under this key. */
  start(writeKey: string): void {
    this.#writeKey = writeKey;
    if (this.#queue.length > 0) this.#plan(this.#queue.length >= batchSize ? 0 : interval);
  }

  /** Take an event; the oldest falls off when more than 100 wait. */
  add(event: SegmentEvent): void {
    this.#queue.push({ id: event.messageId, at: this.#options.clock.now(), event });
    const surplus = this.#queue.splice(0, Math.max(0, this.#queue.length - kept));
    for (const old of surplus) this.#shelf.remove(old.id);
    if (this.#failures > 0) this.#keep();
    else this.#plan(this.#queue.length >= batchSize ? 0 : interval);
  }

  /** The line is back, or the page: try at once what is waiting. */
  hurry(): void {
    if (this.#queue.length === 0) return;
    this.#cancel?.();
    this.#cancel = null;
    this.#plan(0);
  }

  /**
   * The page goes away. Nobody will hear the answer, so the events stay in the browser too, and the next page sends
   * them again; the server takes each message id once.
   */
  leave(): void {
    if (this.#queue.length === 0) return;
    this.#keep();
    if (this.#writeKey === null) return;
    for (let from = 0; from < this.#queue.length; from += batchSize)
      if (!this.#options.beacon(this.#options.url, this.#body(this.#queue.slice(from, from + batchSize)))) return;
  }

  #plan(ms: number): void {
    if (this.#writeKey === null || this.#busy) return;
    if (this.#cancel !== null) {
      if (ms > 0 || this.#failures > 0) return;
      this.#cancel();
    }
    this.#cancel = this.#options.clock.after(ms, () => {
      this.#cancel = null;
      void this.#send();
    });
  }

  async #send(): Promise<void> {
    const batch = this.#queue.slice(0, batchSize);
    if (batch.length === 0) return;
    this.#busy = true;
    const wait = await this.#post(this.#body(batch));
    this.#busy = false;
    if (wait === null) {
      this.#failures = 0;
      const gone = new Set(batch.map((one) => one.id));
      this.#queue = this.#queue.filter((one) => !gone.has(one.id));
      for (const id of gone) this.#shelf.remove(id);
      if (this.#queue.length > 0) this.#plan(this.#queue.length >= batchSize ? 0 : interval);
    } else {
      this.#failures += 1;
      this.#keep();
      this.#plan(wait);
    }
  }

  /** Milliseconds to wait before the next attempt, or null when the batch is done with: taken, or hopeless (4xx). */
  async #post(body: string): Promise<number | null> {
    const again = backOff(this.#failures, 500, 60_000);
    const giveUp = new AbortController();
    const calm = this.#options.clock.after(patience, () => giveUp.abort());
    try {
      const response = await fetch(this.#options.url, {
        method: "POST",
        signal: giveUp.signal,
        credentials: "omit",
        // As plain text the browser asks no permission first; the server reads JSON whatever the type says.
        headers: { "content-type": "text/plain" },
        body,
        keepalive: body.length < 60_000,
      });
      if (response.status === 429) return 1000 * (Number.parseInt(response.headers.get("retry-after") ?? "", 10) || 30);
      return response.status >= 500 || response.status === 408 ? again : null;
    } catch {
      return again;
    } finally {
      calm();
    }
  }

  #body(batch: readonly Waiting[]): string {
    return JSON.stringify({
      writeKey: this.#writeKey,
      batch: batch.map((one) => one.event),
      sentAt: new Date(this.#options.clock.now()).toISOString(),
    });
  }

  #keep(): void {
    for (const one of this.#queue) this.#shelf.put(one);
  }
}
