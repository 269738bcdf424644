/** One piece of state that components watch. */
export interface Store<T> {
  get(): T;
  /** Replace some fields; watchers hear of it once, and only when one of them differs. */
  set(change: Partial<T>): void;
  watch(run: () => void): () => void;
}

/** Make a store with this first state. */
export function createStore<T extends object>(first: T): Store<T> {
  let state = first;
  const watchers = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const fields = Object.keys(change) as (keyof T)[];
      if (fields.every((field) => Object.is(state[field], change[field]))) return;
      state = { ...state, ...change };
      for (const run of [...watchers]) run();
    },
    watch(run) {
      watchers.add(run);
      return () => void watchers.delete(run);
    },
  };
}
