import type { Customer } from "../../../../../contract/customers.ts";
import { contributions } from "../../../platform/contributions.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { identifiersOfLeaves } from "../identifiers/identifiers-of.ts";
import { suggestionsFor } from "../identifiers/suggestions-of.ts";
import { goldenOf } from "./golden-of.ts";
import { leafRowsOf } from "./leaves-of.ts";

/** The single view of the person of a leaf, with what every room knows. Refuses `not_found`. */
export async function customerOf(ctx: Ctx, anyLeafId: string): Promise<Customer> {
  const leaves = await leafRowsOf(ctx, anyLeafId);
  const leafIds = leaves.map(({ id }) => id);
  const summaries: Customer["summaries"] = [];
  for (const { room, summary } of contributions()) {
    if (summary) summaries.push({ room, items: await summary(ctx, leafIds) });
  }
  const identifiers = await identifiersOfLeaves(ctx, leafIds);
  const iso = (times: readonly Date[], pick: (...times: number[]) => number): string =>
    new Date(pick(...times.map((time) => time.getTime()))).toISOString();
  return {
    id: leafIds[0]!,
    leafIds,
    ...(await goldenOf(ctx, leafIds)),
    known: leaves.some((leaf) => leaf.known),
    createdAt: iso(
      leaves.map((leaf) => leaf.created_at),
      Math.min,
    ),
    lastSeenAt: iso(
      leaves.map((leaf) => leaf.last_seen_at),
      Math.max,
    ),
    identifiers,
    suggestions: identifiers.length > 0 ? await suggestionsFor(ctx, leafIds) : [],
    summaries,
    version: leaves[0]!.version,
  };
}
