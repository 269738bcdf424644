import { sql } from "kysely";
import type { Namespace, Standing } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Way } from "../identity/facts.ts";
import type { Identifier } from "../identity/namespaces.ts";
import type { IdentifierStatus } from "../tables.ts";
import { standing } from "./standing-of.ts";

/** An identifier as one leaf came by it, in whatever ways: what it is worth there, and when it was named last. */
export interface HeldIdentifier extends Identifier {
  readonly leafId: string;
  readonly standing: Standing;
  readonly at: Date;
}

type Row = Omit<HeldIdentifier, "standing"> & { status: IdentifierStatus; hows: Way[]; isOthers: boolean };

const worth: readonly Standing[] = ["proved", "shared", "claimed", "blocked"];

/** Orders identifiers of a kind: what is surest first, then what was seen last. */
export const bestFirst = (a: HeldIdentifier, b: HeldIdentifier): number =>
  worth.indexOf(a.standing) - worth.indexOf(b.standing) ||
  b.at.getTime() - a.at.getTime() ||
  (a.value < b.value ? -1 : 1);

/**
 * All identifiers of these leaves, or those of some namespaces; one for each leaf that came by it, in no order. What is another
 * person's, by a browser that changed hands or beyond a limit, is a claim here, though it was proved.
 */
export async function linksOf(
  ctx: Ctx,
  leafIds: readonly string[],
  namespaces?: readonly Namespace[],
): Promise<HeldIdentifier[]> {
  const { rows } = await sql<Row>`
    select k.leaf_id as "leafId", k.ns, k.value, i.status, array_agg(k.how) as hows, max(k.last_seen_at) as at,
      i.status = 'active' and o.canonical_id is distinct from me.canonical_id as "isOthers"
    from customers.link k join customers.identifier i on i.ns = k.ns and i.value = k.value
    join customers.leaf me on me.id = k.leaf_id left join customers.leaf o on o.id = i.leaf_id
    where k.leaf_id = any(${leafIds}::uuid[]) and ${namespaces ? sql`k.ns = any(${namespaces}::text[])` : sql`true`}
    group by k.leaf_id, k.ns, k.value, i.status, o.canonical_id, me.canonical_id`.execute(ctx.tx);
  return rows.map(({ status, hows, isOthers, ...row }) => ({
    ...row,
    standing: standing(status, isOthers ? [] : hows),
  }));
}
