/** Strings by key that outlive the page where the browser allows it. */
export interface Storage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
  /** Another tab changed this key (null: everything was cleared). The answer stops listening. */
  onChange(run: (key: string | null) => void): () => void;
}

/** A storage that lives as long as the page. */
export function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
    onChange: () => () => {},
  };
}

/**
 * `localStorage`, with memory in its place for whatever it refuses: private windows, a full quota, storage switched off.
 * Nothing here throws.
 */
export function browserStorage(local: () => globalThis.Storage): Storage {
  const memory = memoryStorage();
  const attempt = <T>(run: (storage: globalThis.Storage) => T, otherwise: T): T => {
    try {
      return run(local());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((s) => s.getItem(key), null),
    set(key, value) {
      const kept = attempt((s) => {
        s.setItem(key, value);
        return true;
      }, false);
      if (kept) memory.remove(key);
      else memory.set(key, value);
    },
    remove(key) {
      memory.remove(key);
      attempt((s) => s.removeItem(key), undefined);
    },
    keys: () => [...new Set([...memory.keys(), ...attempt((s) => Object.keys(s), [])])],
    onChange(run) {
      const listener = (event: StorageEvent) => run(event.key);
      addEventListener("storage", listener);
      return () => removeEventListener("storage", listener);
    },
  };
}

/** The value kept under the key, or null when there is none or it is not JSON. */
export function readJson<T>(storage: Storage, key: string): T | null {
  try {
    return JSON.parse(storage.get(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}
