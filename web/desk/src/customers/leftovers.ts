import type { z } from "zod";
import type * as customers from "../../../../contract/customers.ts";

/** What an unmerge answers: the people that result and what was written by both meanwhile. */
export type Unmerged = z.output<typeof customers.unmerge.output>;

const listeners = new Set<(result: Unmerged) => void>();

/** Show what an unmerge left for a person to look at; nothing where nothing is left. */
export function showLeftovers(result: Unmerged): void {
  if (result.leftovers.length > 0) for (const show of listeners) show(result);
}

/** Be told of results to show; answers with the end of it. */
export function onLeftovers(show: (result: Unmerged) => void): () => void {
  listeners.add(show);
  return () => listeners.delete(show);
}
