import { sql } from "kysely";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { byAge } from "../identity/components.ts";
import { limits, ruleVersion } from "../identity/reasons.ts";
import { lockPeople } from "../people/lock-person.ts";
import { db } from "../tables.ts";
import { settleLater } from "./settle-later.ts";

/**
 * Join the people of two leaves because staff say that they are one; answers the canonical leaf. Appends to the log of
 * merges and turns the pointers of the younger one's leaves; nothing is moved, whatever the history. Refuses `same_person`
 * and `merge_limit`.
 */
export async function joinPeople(ctx: Ctx, aLeaf: string, bLeaf: string, reason: "staff" | "review"): Promise<string> {
  const people = await lockPeople(ctx, [aLeaf, bLeaf]);
  const [a, b] = [found(people.get(aLeaf)), found(people.get(bLeaf))];
  if (a === b) throw new Refusal("same_person");
  await refuseTooMuch(ctx, a, b);
  const edgeId = ctx.id();
  await db(ctx)
    .insertInto("customers.edge")
    .values({
      id: edgeId,
      a_leaf: aLeaf,
      b_leaf: bLeaf,
      by_kind: "staff",
      reason,
      ns: null,
      value: null,
      rule_version: ruleVersion,
      actor: actorName(ctx.actor),
      at: ctx.now,
    })
    .execute();
  const roots = await db(ctx)
    .selectFrom("customers.leaf")
    .select(["id", "created_at as createdAt"])
    .where("id", "in", [a, b])
    .execute();
  const [winner, loser] = roots.sort(byAge).map(({ id }) => id) as [string, string];
  const moved = await db(ctx)
    .updateTable("customers.leaf")
    .set({ canonical_id: winner })
    .where("canonical_id", "=", loser)
    .returning("id")
    .execute();
  await emit(ctx, "customer.merged", winner, { edgeId, aLeaf, bLeaf, by: "staff" });
  for (const { id } of moved) ctx.hint(`customer:${id}`);
  // What staff know may free an identifier that two people shared so far.
  await settleLater(ctx, winner);
  return winner;
}

/** Refuses `merge_limit` when one person would have more leaves or identifiers than a person has. */
async function refuseTooMuch(ctx: Ctx, a: string, b: string): Promise<void> {
  const { leaves, identifiers } = await sizeOf(ctx, [a, b]);
  if (leaves > limits.leaves || identifiers > limits.identifiers)
    throw new Refusal("merge_limit", { leaves, identifiers });
}

/** How many leaves and proved identifiers these people have together, by their canonical leaves. */
export async function sizeOf(
  ctx: Ctx,
  canonicals: readonly string[],
): Promise<{ leaves: number; identifiers: number }> {
  const { rows } = await sql<{ leaves: number; identifiers: number }>`
    select count(distinct l.id)::int as leaves, count(distinct (k.ns, k.value)) filter (where k.ns is not null)::int as identifiers
    from customers.leaf l left join customers.link k on k.leaf_id = l.id and k.how not in ('typed', 'caller', 'address', 'alias')
    where l.canonical_id = any(${canonicals}::uuid[])`.execute(ctx.tx);
  return rows[0]!;
}
