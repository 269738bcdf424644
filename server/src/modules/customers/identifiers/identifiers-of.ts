import { sql } from "kysely";
import type { Identifier, Namespace, Standing } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Way } from "../identity/facts.ts";
import { identifierKey, priority } from "../identity/namespaces.ts";
import { leavesOf } from "../people/leaves-of.ts";
import type { IdentifierStatus } from "../tables.ts";
import { standing } from "./standing-of.ts";

const worth: readonly Standing[] = ["proved", "shared", "claimed", "blocked"];

/** Orders identifiers of a kind: what is surest first, then what was seen last. */
export const bestFirst = (
  a: { standing: Standing; at: Date; value: string },
  b: { standing: Standing; at: Date; value: string },
): number =>
  worth.indexOf(a.standing) - worth.indexOf(b.standing) ||
  b.at.getTime() - a.at.getTime() ||
  (a.value < b.value ? -1 : 1);

/** The identifiers of these leaves, each once, with its best standing and the leaf that gives it. */
export async function identifiersOfLeaves(ctx: Ctx, leafIds: readonly string[]): Promise<Identifier[]> {
  const { rows } = await sql<{
    leafId: string;
    ns: Namespace;
    value: string;
    status: IdentifierStatus;
    hows: Way[];
    at: Date;
  }>`
    select k.leaf_id as "leafId", k.ns, k.value, i.status, array_agg(k.how) as hows, max(k.last_seen_at) as at
    from customers.link k join customers.identifier i on i.ns = k.ns and i.value = k.value
    where k.leaf_id = any(${leafIds}::uuid[])
    group by k.leaf_id, k.ns, k.value, i.status`.execute(ctx.tx);
  const sorted = rows
    .map((row) => ({ ...row, standing: standing(row.status, row.hows) }))
    .sort((a, b) => priority(a.ns) - priority(b.ns) || bestFirst(a, b));
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

/** The identifiers of the person of a leaf. */
export const identifiersOf = async (ctx: Ctx, anyLeafId: string): Promise<Identifier[]> =>
  identifiersOfLeaves(ctx, await leavesOf(ctx, anyLeafId));
