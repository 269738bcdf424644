import type { Ctx } from "../../../platform/ctx.ts";
import { blockedValues } from "../identity/blocked-values.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db } from "../tables.ts";

/** Which of these values name nobody, by the built-in rules and by those the company added. */
export async function blockedTest(ctx: Ctx): Promise<(identifier: Identifier) => boolean> {
  const rules = await db(ctx).selectFrom("customers.blocked_value").select(["ns", "kind", "value"]).execute();
  const because = blockedValues(rules);
  return (identifier) => because(identifier) !== null;
}
