import { sql } from "kysely";
import { actorName, type Ctx } from "./ctx.ts";

/** A signal on its way into the log. */
export interface NewEvent {
  readonly customerId: string;
  readonly at: Date;
  readonly name: string;
  readonly channel: string | null;
  readonly data: object;
}

/** Write many events at once: the road of signals, which set off no delivery one by one. Answers their ids in the same order. */
export async function insertEvents(ctx: Ctx, events: readonly NewEvent[]): Promise<string[]> {
  if (events.length === 0) return [];
  const rows = events.map((e) => ({
    customer_id: e.customerId,
    at: e.at.toISOString(),
    id: ctx.id(),
    name: e.name,
    channel: e.channel,
    data: e.data,
  }));
  await sql`
    insert into platform.event (customer_id, at, id, name, actor, channel, received_at, data)
    select customer_id, at, id, name, ${actorName(ctx.actor)}, channel, ${ctx.now}, data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t (customer_id uuid, at timestamptz, id uuid, name text, channel text, data jsonb)`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}
