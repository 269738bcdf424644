import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { type BlockedBecause, blockedValues } from "../identity/blocked-values.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db } from "../tables.ts";

/** Why a value names nobody, by the built-in rules and by those the company added; null when it may name somebody. */
export async function blockingRules(ctx: Ctx): Promise<(identifier: Identifier) => BlockedBecause | null> {
  return blockedValues(await db(ctx).selectFrom("customers.blocked_value").select(["ns", "kind", "value"]).execute());
}

/** Refuses `identifier_blocked` when one of these names nobody. */
export async function refuseBlocked(ctx: Ctx, identifiers: readonly Identifier[]): Promise<void> {
  const because = await blockingRules(ctx);
  const blocked = identifiers.find((identifier) => because(identifier) !== null);
  if (blocked) throw new Refusal("identifier_blocked", { ns: blocked.ns });
}
