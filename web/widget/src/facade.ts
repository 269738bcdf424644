import type { Fields } from "./tracker/event.ts";

/** What a page may ask of the widget, as `window.splot`. */
export interface Splot {
  track(event: string, properties?: Fields): void;
  page(name?: string, properties?: Fields): void;
  identify(userId: string | number | Fields | null, traits?: Fields): void;
  /** The visitor signed out of the page's own account. */
  reset(): void;
  open(): void;
  close(): void;
  /** Show or hide the launcher; a hidden one can still be opened by `open`. */
  show(): void;
  hide(): void;
}

const methods = ["track", "page", "identify", "reset", "open", "close", "show", "hide"] as const;
type Method = (typeof methods)[number];

declare global {
  interface Window {
    splot?: unknown;
  }
}

/** Calls a page made before the script came: `window.splot = [["track", "x"]]`, or the same list as `splot.q`. */
export function earlyCalls(before: unknown): unknown[][] {
  const list = Array.isArray(before) ? before : ((before as { q?: unknown } | undefined)?.q ?? []);
  return Array.isArray(list)
    ? list.filter((call) => Array.isArray(call) || Object(call).length > 0).map((call) => [...call])
    : [];
}

/** Make the early calls in their order. What names no method, or throws, harms nobody. */
export function replay(calls: readonly unknown[][], splot: Splot): void {
  for (const [method, ...args] of calls) {
    if (!methods.includes(method as Method)) continue;
    try {
      (splot[method as Method] as (...args: unknown[]) => void)(...args);
    } catch {
      // A call with arguments that make no sense is the page's mistake and must not stop the next.
    }
  }
}
