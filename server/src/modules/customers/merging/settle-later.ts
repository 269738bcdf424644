import type { Ctx } from "../../../platform/ctx.ts";
import { job } from "../../../platform/jobs.ts";

/** Leaves to be settled after each transaction that is under way. */
const changed = new WeakMap<Ctx["tx"], Set<string>>();

/** Facts about these leaves changed: settle who they are after commit, by one job for all of the transaction. */
export async function settleLater(ctx: Ctx, ...leafIds: readonly string[]): Promise<void> {
  if (leafIds.length === 0) return;
  const leaves = changed.get(ctx.tx) ?? new Set();
  for (const leafId of leafIds) leaves.add(leafId);
  changed.set(ctx.tx, leaves);
  ctx.atEnd("settle-people", async (last) => {
    const all = [...leaves];
    // Who arrived by an import is settled when nobody else waits for the worker.
    const priority = last.history ? 10 : 0;
    await job(
      last,
      "settle-people",
      { leafIds: all },
      { priority, ...(all.length === 1 ? { key: `settle:${all[0]}` } : {}) },
    );
  });
}
