import type { Clock } from "../src/shared/clock.ts";

/** A clock that stands still until it is told how much time passes. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 10, 22, 9, 0, 0);
  #due: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const one = { at: this.#now + ms, run };
    this.#due.push(one);
    return () => {
      this.#due = this.#due.filter((other) => other !== one);
    };
  }

  /** Let time pass; what falls due runs in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#due.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  /** How long until something is due, in milliseconds, or null. */
  get next(): number | null {
    const at = this.#due.map((one) => one.at).sort((a, b) => a - b)[0];
    return at === undefined ? null : at - this.#now;
  }
}
