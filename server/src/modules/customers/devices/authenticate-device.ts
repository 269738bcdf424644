import type { Actor, Ctx } from "../../../platform/ctx.ts";
import type { Credentials } from "../../../platform/house.ts";
import { hashToken } from "../../../platform/ids.ts";
import { db } from "../tables.ts";

const SEEN_EVERY_MS = 60_000;

/** The device behind a bearer token; null when the token is none of ours. */
export async function authenticateDevice(ctx: Ctx, credentials: Credentials): Promise<Actor | null> {
  if (credentials.bearer === undefined) return null;
  const hash = hashToken(credentials.bearer);
  const row = await db(ctx)
    .selectFrom("customers.device")
    .select(["id", "leaf_id", "locale", "last_seen_at"])
    .where("token_hash", "=", hash)
    .executeTakeFirst();
  if (!row) return null;
  if (ctx.now.getTime() - row.last_seen_at.getTime() > SEEN_EVERY_MS)
    await db(ctx).updateTable("customers.device").set({ last_seen_at: ctx.now }).where("id", "=", row.id).execute();
  return { kind: "device", id: row.id, leafId: row.leaf_id, locale: row.locale };
}
