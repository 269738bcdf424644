import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { type BlockedBecause, blockedValues } from "../identity/blocked-values.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db } from "../tables.ts";

type Rules = (identifier: Identifier) => BlockedBecause | null;

/** The rules as each transaction that is under way found them. */
const read = new WeakMap<Ctx["tx"], Promise<Rules>>();

/** Why a value names nobody, by the built-in rules and by those the company added; null when it may name somebody. */
export function blockingRules(ctx: Ctx): Promise<Rules> {
  const known = read.get(ctx.tx);
  if (known) return known;
  const rules = db(ctx)
    .selectFrom("customers.blocked_value")
    .select(["ns", "kind", "value"])
    .execute()
    .then(blockedValues);
  read.set(ctx.tx, rules);
  return rules;
}

/** Refuses `identifier_blocked` when one of these names nobody. */
export async function refuseBlocked(ctx: Ctx, identifiers: readonly Identifier[]): Promise<void> {
  const because = await blockingRules(ctx);
  const blocked = identifiers.find((identifier) => because(identifier) !== null);
  if (blocked) throw new Refusal("identifier_blocked", { ns: blocked.ns });
}
