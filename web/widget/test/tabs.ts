import type { Storage } from "../src/shared/storage.ts";

/** One browser's storage as several tabs see it: what one changes, the others hear of, as with `storage` events. */
export function tabs(count: number): Storage[] {
  const values = new Map<string, string>();
  const listeners: Set<(key: string | null) => void>[] = [];
  return Array.from({ length: count }, (_, tab) => {
    listeners[tab] = new Set();
    const tell = (key: string) =>
      queueMicrotask(() => {
        for (const [other, runs] of listeners.entries()) if (other !== tab) for (const run of runs) run(key);
      });
    return {
      get: (key) => values.get(key) ?? null,
      set: (key, value) => {
        values.set(key, value);
        tell(key);
      },
      remove: (key) => {
        if (values.delete(key)) tell(key);
      },
      keys: () => [...values.keys()],
      onChange: (run) => {
        listeners[tab]?.add(run);
        return () => void listeners[tab]?.delete(run);
      },
    };
  });
}
