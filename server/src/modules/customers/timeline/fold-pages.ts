import type { LoggedEvent } from "../../../platform/read-events.ts";

/** Entries of the log in a row, newest first, that are shown as one. */
export interface Fold {
  readonly newest: LoggedEvent;
  oldest: LoggedEvent;
  count: number;
}

const textIn = (data: unknown, key: string): string | null => {
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[key] : undefined;
  return typeof value === "string" ? value : null;
};

/** What two page views must have in common to be one; null for what never folds. */
export function pageOf({ name, data }: Pick<LoggedEvent, "name" | "data">): string | null {
  if (name !== "page") return null;
  const context = data.context as Record<string, unknown> | undefined;
  const path = textIn(data.properties, "path") ?? textIn(context?.page, "path") ?? textIn(data.properties, "url");
  return JSON.stringify([textIn(data, "name"), path]);
}

/** Add the next entries, older than all in `folds`, to them: a view of the same page as the last one joins it. */
export function foldPages(folds: Fold[], entries: readonly LoggedEvent[]): void {
  for (const entry of entries) {
    const last = folds.at(-1);
    const page = pageOf(entry);
    if (last && page !== null && page === pageOf(last.oldest)) {
      last.oldest = entry;
      last.count += 1;
    } else folds.push({ newest: entry, oldest: entry, count: 1 });
  }
}
