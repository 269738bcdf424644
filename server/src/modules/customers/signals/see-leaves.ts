import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { KnownLeaf } from "./look-up.ts";

/** Between two sights closer than this the earlier one stays written. */
const SEEN_EVERY_MS = 60_000;

/** Write down when these leaves were last seen, and so those by which their people are read; one statement at most. */
export async function seeLeaves(ctx: Ctx, sights: readonly { leaf: KnownLeaf; at: Date }[]): Promise<void> {
  const update = new Map<string, number>();
  for (const { leaf, at } of sights) {
    if (at.getTime() - leaf.seen.getTime() < SEEN_EVERY_MS) continue;
    for (const id of [leaf.leafId, leaf.canonicalId]) update.set(id, Math.max(update.get(id) ?? 0, at.getTime()));
  }
  if (update.size === 0) return;
  const sorted = [...update].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    update customers.leaf l set last_seen_at = t.at
    from unnest(${sorted.map(([id]) => id)}::uuid[], ${sorted.map(([, at]) => new Date(at))}::timestamptz[]) as t (id, at)
    where l.id = t.id and l.last_seen_at < t.at`.execute(ctx.tx);
}
