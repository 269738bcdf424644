import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Delivery, Refused } from "./delivery.ts";
import { roomFor } from "./quarantine.ts";

/** What became of the events that were not taken in. */
export interface SetAside {
  readonly kept: number;
  /** There was no room, and their sender will not send them again. */
  readonly dropped: number;
  /** Deliveries for which there was no room and which are not answered for: their senders come again. */
  readonly away: ReadonlySet<Delivery>;
}

type Out = Refused & { readonly delivery: Delivery; readonly bytes: number };

/** Nothing of it can be taken in before somebody makes or switches on its source. */
export const isHeld = ({ source }: Delivery): boolean => !source?.active;

/**
 * Keep what is not taken in for a person to look at, within the bounds of the quarantine. A delivery under a key that takes
 * no events now is kept whole or turned away; of others, whose events are faulty, what finds no room is dropped and counted.
 */
export async function setAside(ctx: Ctx, deliveries: readonly Delivery[]): Promise<SetAside> {
  const faulty = deliveries.filter(({ refused }) => refused.length > 0);
  const away = new Set<Delivery>();
  if (faulty.length === 0) return { kept: 0, dropped: 0, away };
  const room = await roomFor(
    ctx,
    faulty.map(({ writeKey }) => writeKey),
  );
  const kept: Out[] = [];
  let dropped = 0;
  for (const delivery of faulty) {
    const { writeKey } = delivery;
    const outs = delivery.refused.map((one) => ({ ...one, delivery, bytes: Buffer.byteLength(one.kept) }));
    const size = { events: outs.length, bytes: outs.reduce((sum, { bytes }) => sum + bytes, 0) };
    if (room.take(writeKey, size)) kept.push(...outs);
    else if (isHeld(delivery)) away.add(delivery);
    else {
      const fitting = outs.filter(({ bytes }) => room.take(writeKey, { events: 1, bytes }));
      kept.push(...fitting);
      dropped += outs.length - fitting.length;
      room.drop(writeKey, outs.length - fitting.length);
    }
  }
  await insert(ctx, kept);
  await room.save();
  ctx.hint("rejected");
  return { kept: kept.length, dropped, away };
}

async function insert(ctx: Ctx, outs: readonly Out[]): Promise<void> {
  if (outs.length === 0) return;
  await sql`
    insert into customers.rejected_event (id, at, source_id, write_key, reason, detail, event, kind, bytes)
    select id, ${ctx.now}, source_id, write_key, reason, detail, event::jsonb, kind, bytes
    from unnest(${outs.map(() => ctx.id())}::uuid[], ${outs.map(({ delivery }) => delivery.source?.id ?? null)}::uuid[],
      ${outs.map(({ delivery }) => delivery.writeKey)}::text[], ${outs.map(({ rejection }) => rejection.reason)}::text[],
      ${outs.map(({ rejection }) => rejection.detail)}::text[], ${outs.map(({ kept }) => kept)}::text[],
      ${outs.map(({ delivery }) => delivery.kind ?? null)}::text[], ${outs.map(({ bytes }) => bytes)}::int[])
      as t (id, source_id, write_key, reason, detail, event, kind, bytes)`.execute(ctx.tx);
}
