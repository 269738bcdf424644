import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db, type IdentifierStatus } from "../tables.ts";
import { blockingRules } from "./blocked.ts";

/** How an identifier stands, and the leaf of its one owner. */
export interface Held {
  readonly status: IdentifierStatus;
  readonly leafId: string | null;
}

/**
 * Lock an identifier until the end of the transaction, writing it down where nobody named it yet; it is seen now. Answers
 * how it stands and the leaf of its one owner.
 */
export async function holdIdentifier(ctx: Ctx, { ns, value }: Identifier): Promise<Held> {
  const seen = { first_seen_at: ctx.now, last_seen_at: ctx.now };
  const status = (await blockingRules(ctx))({ ns, value }) !== null ? "blocked" : "claimed";
  return db(ctx)
    .insertInto("customers.identifier")
    .values({ ns, value, leaf_id: null, home_id: null, status, ...seen })
    .onConflict((conflict) =>
      conflict
        .columns(["ns", "value"])
        .doUpdateSet({ last_seen_at: sql<Date>`greatest(identifier.last_seen_at, excluded.last_seen_at)` }),
    )
    .returning(["status", "leaf_id as leafId"])
    .executeTakeFirstOrThrow();
}
