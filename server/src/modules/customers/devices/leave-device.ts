import type { Ctx } from "../../../platform/ctx.ts";
import { db } from "../tables.ts";

/** Forget a device: its token and what was proved on it. The leaf and its history stay with the company. */
export async function leaveDevice(ctx: Ctx, deviceId: string): Promise<void> {
  await db(ctx).deleteFrom("customers.code").where("device_id", "=", deviceId).execute();
  await db(ctx).deleteFrom("customers.device_proof").where("device_id", "=", deviceId).execute();
  await db(ctx).deleteFrom("customers.device").where("id", "=", deviceId).execute();
}
