import { availableParallelism, loadavg } from "node:os";

/** One line of a result: what was measured, and what it should reach. */
export interface Line {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

const show = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString("en") : value >= 10 ? value.toFixed(1) : value.toPrecision(2);

/** Prints a table: figures, limits of the machine in the same run, ratios; what should be reached and whether it was. */
export function report(title: string, lines: readonly Line[]): void {
  const [load] = loadavg();
  console.log(`\n${title}`);
  console.log(`${availableParallelism()} cores, load ${load?.toFixed(1)} at the end, Node ${process.version}`);
  const width = Math.max(...lines.map((line) => line.what.length));
  for (const { what, figure, unit, atLeast, atMost } of lines) {
    const target =
      atLeast !== undefined
        ? `${figure >= atLeast ? "✓" : "✗"} at least ${show(atLeast)}`
        : atMost !== undefined
          ? `${figure <= atMost ? "✓" : "✗"} at most ${show(atMost)}`
          : "";
    console.log(`  ${what.padEnd(width)}  ${show(figure).padStart(10)} ${unit.padEnd(9)} ${target}`);
  }
}

/** The value below which this share of the figures lies; `share` is between 0 and 1. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
