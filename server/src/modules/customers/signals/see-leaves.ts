import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";

/** Between two sights closer than this the earlier one stays written. */
const SEEN_EVERY_MS = 60_000;

/** Write down when these leaves were last seen, and so those by which their people are read; two statements. */
export async function seeLeaves(ctx: Ctx, leafIds: readonly string[], times: readonly Date[]): Promise<void> {
  const last = new Map<string, number>();
  leafIds.forEach((id, n) => {
    last.set(id, Math.max(last.get(id) ?? 0, times[n]!.getTime()));
  });
  const ids = [...last.keys()];
  const { rows } = await sql<{ id: string; canonical_id: string; last_seen_at: Date; seen: Date }>`
    select l.id, l.canonical_id, c.last_seen_at, least(l.last_seen_at, c.last_seen_at) as seen
    from customers.leaf l join customers.leaf c on c.id = l.canonical_id where l.id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  );
  const update = new Map<string, number>();
  for (const row of rows) {
    const at = last.get(row.id)!;
    if (at - row.seen.getTime() < SEEN_EVERY_MS) continue;
    for (const id of [row.id, row.canonical_id]) update.set(id, Math.max(update.get(id) ?? 0, at));
  }
  if (update.size === 0) return;
  const sorted = [...update].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    update customers.leaf l set last_seen_at = t.at
    from unnest(${sorted.map(([id]) => id)}::uuid[], ${sorted.map(([, at]) => new Date(at))}::timestamptz[]) as t (id, at)
    where l.id = t.id and l.last_seen_at < t.at`.execute(ctx.tx);
}
