/** Time as the widget sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Run once after so many milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Back-off before attempt `n` (0 is the first repeat): `base · 2ⁿ` up to `most`, of which the upper half is random. */
export const backOff = (n: number, base: number, most: number, random: () => number = Math.random): number => {
  const full = Math.min(most, base * 2 ** n);
  return full / 2 + (full / 2) * random();
};
