import type { Kill } from "./kill.ts";
import { kinds, type Ledger } from "./ledger.ts";

/** Results of the checks, printed as they come. */
export class Report {
  failed = 0;
  passed = 0;

  /** Prints one check; `faults` are shown in part, and any makes the whole run fail. */
  check(what: string, faults: readonly string[]): void {
    if (faults.length === 0) this.passed++;
    else this.failed++;
    console.log(`  ${faults.length === 0 ? "✓" : "✗"} ${what}${faults.length > 0 ? ` (${faults.length})` : ""}`);
    for (const fault of faults.slice(0, 8)) console.log(`      ${fault.slice(0, 600)}`);
  }

  /** Runs a check that may itself go wrong. */
  async run(what: string, faults: () => Promise<readonly string[]>): Promise<void> {
    this.check(
      what,
      await faults().catch((error: unknown) => [
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      ]),
    );
  }
}

const round = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What was killed how often and how long recovery took. */
export function showKills(kills: readonly Kill[]): void {
  for (const [way, all] of Map.groupBy(kills, (kill) => kill.way)) {
    const times = all.map((kill) => kill.ms).sort((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? 0;
    const mails = all.filter((kill) => kill.mails > 0).length;
    console.log(
      `  ${String(all.length).padStart(3)} × ${way.padEnd(12)} ready again after ${round(median)} (at most ${round(times.at(-1) ?? 0)}), ${mails} with a mail under way`,
    );
  }
}

/** What was sent, and how it ended for the clients. */
export function showSent(ledger: Ledger): void {
  for (const kind of kinds) {
    const [done, no, gone] = (["acknowledged", "refused", "abandoned"] as const).map((s) => ledger.count(kind, s));
    console.log(
      `  ${kind.padEnd(9)} ${String(done).padStart(6)} acknowledged, ${no} refused, ${gone} abandoned by the client`,
    );
  }
  const why = [...ledger.lost].map(([what, count]) => `${count} × ${what}`).join(", ");
  console.log(`  ${ledger.tries} requests, ${ledger.repeated} repeats; to be sent again: ${why || "none"}`);
}
