import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { type Facts, type Proof, proofsAmong } from "../identity/facts.ts";
import type { Identifier } from "../identity/namespaces.ts";
import type { Reason } from "../identity/reasons.ts";
import type { Settlement } from "../identity/settle.ts";

interface Doubt extends Identifier {
  readonly a: string;
  readonly b: string;
  readonly reason: Reason;
}

/**
 * Ask staff about every merge that a rule stopped: one question for two leaves and an identifier, once. What staff have
 * decided already is not asked, nor what is usual on a device that changes hands.
 */
export async function openReviews(ctx: Ctx, facts: Facts, settlement: Settlement): Promise<void> {
  const doubts = doubtsIn(facts, settlement)
    .filter(({ a, b, reason }) => reason !== "kept_apart" && settlement.people.get(a) !== settlement.people.get(b))
    .map((doubt) => (doubt.a < doubt.b ? doubt : { ...doubt, a: doubt.b, b: doubt.a }));
  if (doubts.length === 0) return;
  const { numAffectedRows } = await sql`
    insert into customers.review (id, a_leaf, b_leaf, ns, value, reason, at)
    select id, a, b, ns, value, reason, ${ctx.now}
    from unnest(${doubts.map(() => ctx.id())}::uuid[], ${doubts.map(({ a }) => a)}::uuid[], ${doubts.map(({ b }) => b)}::uuid[],
      ${doubts.map(({ ns }) => ns)}::text[], ${doubts.map(({ value }) => value)}::text[],
      ${doubts.map(({ reason }) => reason)}::text[]) as t (id, a, b, ns, value, reason)
    on conflict (a_leaf, b_leaf, ns, value) do nothing`.execute(ctx.tx);
  if (numAffectedRows && numAffectedRows > 0n) ctx.hint("reviews");
}

function doubtsIn(facts: Facts, { accepted, struck, aside, lone }: Settlement): Doubt[] {
  const proofs = Map.groupBy(proofsAmong(facts.links), ({ key }) => key);
  const holder = new Map(accepted.toReversed().map((proof) => [proof.key, proof.leafId]));
  const doubts: Doubt[] = [];
  for (const [key, { state, reason, conflicts }] of struck) {
    const held = proofs.get(key);
    if (state === "blocked" || !held) continue;
    const { ns, value } = held[0]!;
    for (const { a, b, reason } of conflicts) doubts.push({ a, b, ns, value, reason });
    const [first, second] = held;
    if (state === "suspicious" && second) doubts.push({ a: first!.leafId, b: second.leafId, ns, value, reason });
  }
  const against = ({ key, leafId, ns, value }: Proof, reason: Reason) => {
    const other = holder.get(key);
    if (other !== undefined && other !== leafId) doubts.push({ a: leafId, b: other, ns, value, reason });
  };
  for (const { proof, outcome, reason } of aside) if (outcome === "demote") against(proof, reason);
  for (const held of proofs.values()) {
    for (const proof of held) {
      const reason = lone.get(proof.leafId);
      if (reason) against(proof, reason);
    }
  }
  return doubts;
}
