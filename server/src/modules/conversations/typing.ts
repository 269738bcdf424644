import { sql } from "kysely";
import type { Ctx } from "../../platform/ctx.ts";
import { devicesOf, leavesOf, linesOf } from "../customers/index.ts";
import { continuedMatter } from "./matters/continued-matter.ts";

/**
 * Somebody writes: a member at a matter is shown on the open devices of its customer and to colleagues, a device on the
 * matter that its next words will join.
 */
export async function typing(ctx: Ctx, topic: string): Promise<{ topics: string[]; name: string | null }> {
  const { actor } = ctx;
  if (actor.kind === "device") {
    const matter = await continuedMatter(ctx, actor.leafId, ctx.now);
    const name = (await linesOf(ctx, [actor.leafId])).get(actor.leafId)?.name ?? null;
    return { topics: matter ? [`matter:${matter.id}`] : [], name };
  }
  const [word, id] = topic.split(":");
  if (actor.kind !== "member" || word !== "matter" || !UUID.test(id ?? "")) return { topics: [], name: null };
  const { rows } = await sql<{ customer_id: string }>`
    /* fan-out: a topic of the socket names the matter only */
    select customer_id from conversations.matter where id = ${id}`.execute(ctx.tx);
  const customerId = rows[0]?.customer_id;
  if (customerId === undefined) return { topics: [], name: null };
  const devices = await devicesOf(ctx, await leavesOf(ctx, customerId));
  const open = devices.filter((device) => device.connected).map((device) => `device:${device.id}`);
  return { topics: [topic, ...open], name: actor.name };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
