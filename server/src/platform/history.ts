import { sql } from "kysely";
import type { Ctx } from "./ctx.ts";

/** An event of the past as it is written into the log. */
export interface PastEvent {
  readonly customer_id: string;
  readonly at: Date;
  readonly id: string;
  readonly name: string;
  readonly actor: string;
  readonly channel: string | null;
  readonly received_at: Date;
  readonly data: object;
}

const AT_ONCE = 2_000;

/** What each transaction that brings in history has to write yet. */
const waiting = new WeakMap<Ctx["tx"], PastEvent[]>();

/** Write an event of the past with all others of the transaction, at its end: an import brings thousands. */
export function writeAtEnd(ctx: Ctx, event: PastEvent): void {
  const events = waiting.get(ctx.tx) ?? [];
  events.push(event);
  waiting.set(ctx.tx, events);
  ctx.atEnd("history", async ({ tx }) => {
    while (events.length > 0)
      await sql`
        insert into platform.event (customer_id, at, id, name, actor, channel, received_at, data)
        select customer_id, at, id, name, actor, channel, received_at, data
        from jsonb_to_recordset(${JSON.stringify(events.splice(0, AT_ONCE))}::jsonb) as t (customer_id uuid, at timestamptz, id uuid,
          name text, actor text, channel text, received_at timestamptz, data jsonb)`.execute(tx);
  });
}
