import type { Ctx } from "../../../platform/ctx.ts";
import { devicesOf, leavesOf } from "../../customers/index.ts";

/**
 * Have every screen that shows this matter read it again: the desk's, and those of the devices of its person and of whoever
 * else spoke in it. What a device then sees is decided when it reads.
 */
export async function tell(
  ctx: Ctx,
  matter: { customerId: string; id: string },
  viaLeaf: string | null = null,
): Promise<void> {
  if (ctx.history) return;
  ctx.hint(`matter:${matter.id}`);
  ctx.hint("inbox");
  const leaves = await leavesOf(ctx, matter.customerId);
  if (viaLeaf !== null && !leaves.includes(viaLeaf)) leaves.push(viaLeaf);
  for (const leaf of leaves) ctx.hint(`customer:${leaf}`);
  for (const device of await devicesOf(ctx, leaves)) ctx.hint(`device:${device.id}`);
}
