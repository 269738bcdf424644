import { sql } from "kysely";
import { deviceOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { leafOf, leavesOf, provedOn, typedUnderProved, visibleLeaves } from "../../customers/index.ts";
import type { MessageRow } from "../tables.ts";

const MOST = 300;

/** The leaves opened to the acting device by what was proved on it; none while nothing is, not even its own. */
async function openedLeaves(ctx: Ctx, deviceId: string): Promise<string[]> {
  for (const identifier of await provedOn(ctx, deviceId))
    if ((await leafOf(ctx, identifier))?.status === "active") return visibleLeaves(ctx, deviceId);
  return [];
}

/**
 * The messages that the acting device may see, oldest first: what was written on it or to it, and what was said by or to
 * the holders of an identifier that was proved on this very device, forms of their browsers under that identifier included. A merge adds nothing: it says where to look for them,
 * each message still has to qualify by itself. Notes, talks and bounces are the staff's.
 */
export async function visibleMessages(ctx: Ctx): Promise<MessageRow[]> {
  const device = deviceOf(ctx);
  const opened = await openedLeaves(ctx, device.id);
  const typed = await typedUnderProved(ctx, device.id);
  const where = new Set<string>();
  for (const leaf of [device.leafId, ...opened, ...typed.map(({ leafId }) => leafId)])
    for (const other of await leavesOf(ctx, leaf)) where.add(other);
  const { rows: elsewhere } = await sql<{ customer_id: string }>`
    /* fan-out: after an unmerge a device's words may lie in a matter of the person it was parted from */
    select distinct customer_id from conversations.message where via_leaf = any(${[device.leafId, ...opened]}::uuid[])`.execute(
    ctx.tx,
  );
  for (const row of elsewhere) where.add(row.customer_id);
  const { rows } = await sql<MessageRow>`
    select * from conversations.message
    where customer_id = any(${[...where]}::uuid[]) and kind = 'message'
      and ((ns = 'device' and value = ${device.id})
        or case direction when 'in' then author_id when 'out' then coalesce(via_leaf, customer_id) end = any(${opened}::uuid[])
        or (case direction when 'in' then author_id when 'out' then coalesce(via_leaf, customer_id) end, ns, value) in
          (select * from unnest(${typed.map(({ leafId }) => leafId)}::uuid[], ${typed.map(({ ns }) => ns)}::text[],
            ${typed.map(({ value }) => value)}::text[])))
    order by at desc, id desc
    limit ${MOST}`.execute(ctx.tx);
  return rows.reverse();
}
