import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db } from "../tables.ts";
import { blockingRules } from "./blocked.ts";

/** Lock an identifier until the end of the transaction, writing it down where nobody named it yet. It is seen now. */
export async function holdIdentifier(ctx: Ctx, { ns, value }: Identifier): Promise<void> {
  const seen = { first_seen_at: ctx.now, last_seen_at: ctx.now };
  const status = (await blockingRules(ctx))({ ns, value }) !== null ? "blocked" : "claimed";
  await db(ctx)
    .insertInto("customers.identifier")
    .values({ ns, value, leaf_id: null, home_id: null, status, ...seen })
    .onConflict((conflict) =>
      conflict
        .columns(["ns", "value"])
        .doUpdateSet({ last_seen_at: sql<Date>`greatest(identifier.last_seen_at, excluded.last_seen_at)` }),
    )
    .execute();
}
