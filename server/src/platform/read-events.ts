import { sql } from "kysely";
import type { Ctx } from "./ctx.ts";

/** An entry of the log as it is read. */
export interface LoggedEvent {
  readonly customerId: string;
  readonly at: Date;
  readonly id: string;
  readonly name: string;
  readonly actor: string;
  readonly channel: string | null;
  readonly data: Record<string, unknown>;
}

/** The place of an event in the order of the log. */
export type EventKey = Pick<LoggedEvent, "at" | "id">;

/**
 * What happened to these leaves before a place in the log (null: up to now), newest first. Takes the newest of each leaf
 * by the primary key and then the newest of those: one sort over all of them costs as much as the history is long.
 */
export async function readEvents(
  ctx: Ctx,
  leafIds: readonly string[],
  before: EventKey | null,
  limit: number,
): Promise<LoggedEvent[]> {
  const at = before?.at ?? "infinity";
  const id = before?.id ?? "ffffffff-ffff-ffff-ffff-ffffffffffff";
  const { rows } = await sql<LoggedEvent>`
    select e.* from unnest(${leafIds}::uuid[]) as leaf (id) cross join lateral (
      select customer_id as "customerId", at, id, name, actor, channel, data from platform.event
      where customer_id = leaf.id and (at, id) < (${at}::timestamptz, ${id}::uuid)
      order by at desc, id desc limit ${limit}) e
    order by e.at desc, e.id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}
