import type { Ctx } from "../../../platform/ctx.ts";
import { blockingRules } from "../identifiers/blocked.ts";
import { findNeighbourhood, type Neighbourhood } from "../identity/find-neighbourhood.ts";
import { type Settlement, settle } from "../identity/settle.ts";
import { lockPeople } from "../people/lock-person.ts";
import { applySettlement } from "./apply-settlement.ts";
import { askAboutTooMany } from "./ask-about-too-many.ts";
import { openReviews } from "./open-reviews.ts";
import { factReader } from "./read-facts.ts";

/**
 * Decide anew, from all facts that hang together with these leaves, who is one person, and write what changed: pointers,
 * merges by rule and their undoing, the standing of identifiers, reviews. A repeat changes nothing, and any order of the
 * same facts ends in the same people. More leaves than can be judged are left as they are, and a person is asked to look.
 */
export async function settlePeople(ctx: Ctx, leafIds: readonly string[]): Promise<Settlement | null> {
  const neighbourhood = await lockedNeighbourhood(ctx, leafIds);
  const { facts, suspicious, truncated } = neighbourhood;
  if (facts.leaves.length === 0) return null;
  if (truncated) {
    ctx.log.error({ leafIds, leaves: facts.leaves.length }, "too many profiles hang together to say who is who");
    await askAboutTooMany(ctx, neighbourhood);
    return null;
  }
  const settlement = settle(facts, { blocked: await blockingRules(ctx), suspicious });
  await applySettlement(ctx, facts, settlement, suspicious);
  await openReviews(ctx, facts, settlement);
  return settlement;
}

/** What hangs together, read while everybody in it is locked; read again when the locks came late and it has grown. */
async function lockedNeighbourhood(ctx: Ctx, start: readonly string[]): Promise<Neighbourhood> {
  let found = await findNeighbourhood(factReader(ctx), start);
  for (;;) {
    if (found.truncated || found.facts.leaves.length === 0) return found;
    const before = found.facts.leaves.map(({ id }) => id);
    await lockPeople(ctx, before);
    found = await findNeighbourhood(factReader(ctx), start);
    const locked = new Set(before);
    if (found.facts.leaves.every(({ id }) => locked.has(id))) return found;
  }
}
