import type { EventLine } from "../../../platform/read-events.ts";

/** Entries of the log in a row, newest first, that are shown as one. */
export interface Fold {
  readonly newest: EventLine;
  oldest: EventLine;
  count: number;
}

/** Add the next entries, older than all in `folds`, to them: a view of the same page as the last one joins it. */
export function foldPages(folds: Fold[], lines: readonly EventLine[]): void {
  for (const line of lines) {
    const last = folds.at(-1);
    if (last && line.page !== null && line.page === last.oldest.page) {
      last.oldest = line;
      last.count += 1;
    } else folds.push({ newest: line, oldest: line, count: 1 });
  }
}
