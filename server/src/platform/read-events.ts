import { sql } from "kysely";
import type { Ctx } from "./ctx.ts";

/** The place of an event in the order of the log. */
export interface EventKey {
  readonly at: Date;
  readonly id: string;
}

/** An entry of the log as far as it is needed to put a history in order. */
export interface EventLine extends EventKey {
  readonly customerId: string;
  /** Views of the same page have the same text; null for whatever is no page view. */
  readonly page: string | null;
}

/** The rest of an entry. */
export interface LoggedEvent extends EventKey {
  readonly customerId: string;
  readonly name: string;
  readonly actor: string;
  readonly channel: string | null;
  readonly data: Record<string, unknown>;
}

/**
 * What happened to these leaves before a place in the log (null: up to now), newest first. Takes the newest of each leaf
 * by the primary key and then the newest of those: one sort over all of them costs as much as the history is long.
 */
export async function readEventLines(
  ctx: Ctx,
  leafIds: readonly string[],
  before: EventKey | null,
  limit: number,
): Promise<EventLine[]> {
  const at = before?.at ?? "infinity";
  const id = before?.id ?? "ffffffff-ffff-ffff-ffff-ffffffffffff";
  const { rows } = await sql<EventLine>`
    select e."customerId", e.at, e.id, case when e.name = 'page' then jsonb_build_array(e.data -> 'name',
      coalesce(e.data #> '{properties,path}', e.data #> '{context,page,path}', e.data #> '{properties,url}'))::text end as page
    from unnest(${leafIds}::uuid[]) as leaf (id) cross join lateral (
      select customer_id as "customerId", at, id, name, data from platform.event
      where customer_id = leaf.id and (at, id) < (${at}::timestamptz, ${id}::uuid)
      order by at desc, id desc limit ${limit}) e
    order by e.at desc, e.id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** The entries of these lines, by their id. */
export async function readEvents(ctx: Ctx, lines: readonly EventLine[]): Promise<Map<string, LoggedEvent>> {
  if (lines.length === 0) return new Map();
  const { rows } = await sql<LoggedEvent>`
    select e.customer_id as "customerId", e.at, e.id, e.name, e.actor, e.channel, e.data
    from unnest(${lines.map((line) => line.customerId)}::uuid[], ${lines.map(({ at }) => at)}::timestamptz[],
      ${lines.map(({ id }) => id)}::uuid[]) as line (customer_id, at, id)
    join platform.event e on e.customer_id = line.customer_id and e.at = line.at and e.id = line.id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
}
