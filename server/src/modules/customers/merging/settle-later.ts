import type { Ctx } from "../../../platform/ctx.ts";
import { job } from "../../../platform/jobs.ts";

/** Facts about these leaves changed: settle who they are after commit. */
export async function settleLater(ctx: Ctx, ...leafIds: readonly string[]): Promise<void> {
  if (leafIds.length === 0) return;
  const options = leafIds.length === 1 ? { key: `settle:${leafIds[0]}` } : {};
  await job(ctx, "settle-people", { leafIds }, options);
}
