import type { Identifier } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { identifierKey, priority } from "../identity/namespaces.ts";
import { bestFirst, linksOf } from "./links-of.ts";

/** The identifiers of these leaves, each once, with its best standing and the leaf that gives it. */
export async function identifiersOfLeaves(ctx: Ctx, leafIds: readonly string[]): Promise<Identifier[]> {
  const sorted = (await linksOf(ctx, leafIds)).sort((a, b) => priority(a.ns) - priority(b.ns) || bestFirst(a, b));
  return [...Map.groupBy(sorted, identifierKey).values()].map((same) => {
    const { ns, value, standing, leafId } = same[0]!;
    return {
      ns,
      value,
      standing,
      leafId,
      lastSeenAt: new Date(Math.max(...same.map(({ at }) => at.getTime()))).toISOString(),
    };
  });
}
