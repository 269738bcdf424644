import { useEffect, useState } from "preact/hooks";
import type { Store } from "./store.ts";

/** The state of the store; the component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, draw] = useState<T>(store.get());
  useEffect(() => {
    draw(store.get());
    return store.watch(() => draw(store.get()));
  }, [store]);
  return store.get();
}
