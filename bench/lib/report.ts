import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** One line of a result: what was measured, and what it should reach. */
export interface Line {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** `limit`: what this machine does without the product, measured in the same run; `ratio`: the figure by that. */
  readonly is?: "limit" | "ratio";
}

const begun = loadavg()[0]!;

const show = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString("en") : value >= 10 ? value.toFixed(1) : value.toPrecision(2);

/** Prints a table of figures, limits and ratios, and of each whether it reaches what it should; a miss sets the exit code. */
export function report(title: string, lines: readonly Line[]): void {
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB`;
  console.log(`\n${title}`);
  console.log(`${machine}, load ${begun.toFixed(1)} to ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`);
  const width = Math.max(...lines.map((line) => line.what.length));
  for (const { what, figure, unit, atLeast, atMost, is } of lines) {
    const isReached = figure >= (atLeast ?? -Infinity) && figure <= (atMost ?? Infinity);
    const reach = atLeast === undefined ? (atMost === undefined ? "" : `≤ ${show(atMost)}`) : `≥ ${show(atLeast)}`;
    const mark = reach === "" ? (is ?? "") : isReached ? "PASS" : "missed";
    if (mark === "missed") process.exitCode = 1;
    console.log(`  ${mark.padEnd(6)}  ${what.padEnd(width)}  ${show(figure).padStart(10)} ${unit.padEnd(8)} ${reach}`);
  }
}

/** The value below which this share of the figures lies; `share` is between 0 and 1. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
