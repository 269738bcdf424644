import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { db, type IdentifierStatus } from "../tables.ts";
import { blockingRules } from "./blocked.ts";

/** How an identifier stands, and the leaf of its one owner. */
export interface Held {
  readonly status: IdentifierStatus;
  readonly leafId: string | null;
  /** Nobody had named it before. */
  readonly isFresh: boolean;
}

/**
 * Lock an identifier until the end of the transaction, writing it down where nobody named it yet; it is seen now. Answers
 * how it stands and the leaf of its one owner: a value that is new belongs to the leaf that proves it, where one does.
 */
export async function holdIdentifier(ctx: Ctx, { ns, value }: Identifier, provedBy?: string): Promise<Held> {
  const seen = { first_seen_at: ctx.now, last_seen_at: ctx.now };
  const isBlocked = (await blockingRules(ctx))({ ns, value }) !== null;
  const status = isBlocked ? "blocked" : provedBy === undefined ? "claimed" : "active";
  const owner = status === "active" ? provedBy! : null;
  return db(ctx)
    .insertInto("customers.identifier")
    .values({ ns, value, leaf_id: owner, home_id: null, status, ...seen })
    .onConflict((conflict) =>
      conflict
        .columns(["ns", "value"])
        .doUpdateSet({ last_seen_at: sql<Date>`greatest(identifier.last_seen_at, excluded.last_seen_at)` }),
    )
    .returning(["status", "leaf_id as leafId", sql<boolean>`xmax = 0`.as("isFresh")])
    .executeTakeFirstOrThrow();
}
