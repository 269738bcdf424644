import { sql } from "kysely";
import type { Namespace } from "../../../../../contract/customers.ts";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import { ruleVersion } from "../identity/reasons.ts";
import { type RuleEdge, reconcileEdges } from "../identity/reconcile-edges.ts";
import type { Settlement } from "../identity/settle.ts";
import { db } from "../tables.ts";

/**
 * Append to the log of merges what joins now, and void in it what no longer does. It is news only where people change by
 * it: an edge between two who are one already is not. `before` gives the canonical leaf of each leaf so far.
 */
export async function applyEdges(ctx: Ctx, settlement: Settlement, before: ReadonlyMap<string, string>): Promise<void> {
  const leafIds = [...before.keys()];
  const { rows: standing } = await sql<RuleEdge & { ns: Namespace }>`
    select id, a_leaf as a, b_leaf as b, ns, value from customers.edge
    where a_leaf = any(${leafIds}::uuid[]) and b_leaf = any(${leafIds}::uuid[])
      and by_kind = 'rule' and undone_at is null
    order by at, id`.execute(ctx.tx);
  const { append, undo } = reconcileEdges(standing, settlement.accepted);
  for (const edge of undo) {
    await db(ctx)
      .updateTable("customers.edge")
      .set({ undone_at: ctx.now, undone_by: actorName(ctx.actor) })
      .where("id", "=", edge.id)
      .execute();
    const parted = settlement.people.get(edge.a) !== settlement.people.get(edge.b);
    if (parted && before.get(edge.a) === before.get(edge.b))
      await emit(ctx, "customer.unmerged", edge.a, { edgeId: edge.id, aLeaf: edge.a, bLeaf: edge.b });
  }
  const root = new Map(before);
  for (const { a, b, ns, value } of append) {
    const edgeId = ctx.id();
    await db(ctx)
      .insertInto("customers.edge")
      .values({
        id: edgeId,
        a_leaf: a,
        b_leaf: b,
        by_kind: "rule",
        reason: "proved_identifier",
        ns,
        value,
        rule_version: ruleVersion,
        actor: actorName(ctx.actor),
        at: ctx.now,
      })
      .execute();
    const [from, to] = [root.get(b)!, root.get(a)!];
    if (from === to) continue;
    for (const [id, canonical] of root) if (canonical === from) root.set(id, to);
    await emit(ctx, "customer.merged", a, { edgeId, aLeaf: a, bLeaf: b, by: "rule" });
  }
}
