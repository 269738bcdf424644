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
  const sizes = await sizesOf(ctx, [a, b]);
  if (isTooMuch(sizes)) throw new Refusal("merge_limit", total(sizes));
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
  const [winner, loser] = [...sizes].sort(byAge).map(({ id }) => id) as [string, string];
  const moved = await db(ctx)
    .updateTable("customers.leaf")
    .set({ canonical_id: winner })
    .where("canonical_id", "=", loser)
    .returning("id")
    .execute();
  await emit(ctx, "customer.merged", winner, { edgeId, aLeaf, bLeaf, by: "staff" });
  for (const { id } of moved) ctx.hint(`customer:${id}`);
  // What staff know may free an identifier that two people shared so far, or show that another is shared.
  if (sizes.some(({ sharesProof }) => sharesProof)) await settleLater(ctx, winner);
  return winner;
}

/** A person's canonical leaf with the number of leaves and of identifiers that they proved. */
export interface Size {
  readonly id: string;
  readonly createdAt: Date;
  readonly leaves: number;
  readonly identifiers: number;
  /** Did one of these leaves and some other leaf prove the same identifier? If not, no rule has a say in who they are. */
  readonly sharesProof: boolean;
}

/** How large these people are, by their canonical leaves. */
export async function sizesOf(ctx: Ctx, canonicals: readonly string[]): Promise<Size[]> {
  const { rows } = await sql<Size>`
    select c.id, c.created_at as "createdAt", count(distinct l.id)::int as leaves,
      count(distinct (k.ns, k.value)) filter (where k.ns is not null)::int as identifiers,
      exists (select 1 from customers.leaf s join customers.link p on p.leaf_id = s.id
        join customers.link o on o.ns = p.ns and o.value = p.value and o.leaf_id <> p.leaf_id
        where s.canonical_id = c.id and p.how not in ('typed', 'caller', 'address', 'alias')
          and o.how not in ('typed', 'caller', 'address', 'alias')) as "sharesProof"
    from customers.leaf c join customers.leaf l on l.canonical_id = c.id
    left join customers.link k on k.leaf_id = l.id and k.how not in ('typed', 'caller', 'address', 'alias')
    where c.id = any(${canonicals}::uuid[]) group by c.id`.execute(ctx.tx);
  return rows;
}

const total = (sizes: readonly Size[]) => ({
  leaves: sizes.reduce((sum, size) => sum + size.leaves, 0),
  identifiers: sizes.reduce((sum, size) => sum + size.identifiers, 0),
});

/** Would these be more leaves or identifiers than one person has? */
export function isTooMuch(sizes: readonly Size[]): boolean {
  const { leaves, identifiers } = total(sizes);
  return leaves > limits.leaves || identifiers > limits.identifiers;
}
