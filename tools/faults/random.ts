/** Random numbers that are the same for the same seed (mulberry32), so that a run can be repeated. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  between = (least: number, most: number): number => least + Math.floor(this.next() * (most - least + 1));

  /** True so often of a hundred times. */
  chance = (percent: number): boolean => this.next() * 100 < percent;

  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.next() * list.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }

  /** The same in another order. */
  shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => ({ one, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);

  /** Bytes of no meaning. */
  bytes = (length: number): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(Array.from({ length }, () => this.between(0, 255)));

  /** Numbers of its own for one part of the work, so that parts do not shift each other's. */
  fork = (): Random => new Random(this.between(0, 2 ** 31 - 1));
}
