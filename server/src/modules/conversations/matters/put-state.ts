import type { MatterState } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db, type MatterRow } from "../tables.ts";

/** Bring a locked matter into a state because of what became of a message; nothing is written when it is in it. */
export async function putState(ctx: Ctx, matter: MatterRow, state: MatterState): Promise<void> {
  if (matter.state === state) return;
  await db(ctx)
    .updateTable("conversations.matter")
    .set({ state, version: matter.version + 1 })
    .where("customer_id", "=", matter.customer_id)
    .where("id", "=", matter.id)
    .execute();
}
