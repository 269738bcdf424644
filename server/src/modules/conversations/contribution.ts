import { sql } from "kysely";
import type { Channel } from "../../../../contract/conversations.ts";
import type { Hit, Summary } from "../../../../contract/customers.ts";
import type { Contribution, Leftover } from "../../platform/contributions.ts";
import type { Ctx } from "../../platform/ctx.ts";
import { linesOf } from "../customers/index.ts";
import { findByNumber } from "./find.ts";
import type { MatterRow } from "./tables.ts";

/** How many matters there are and how many are not closed, and when the person last spoke by each channel. */
async function summary(ctx: Ctx, leafIds: readonly string[]): Promise<Summary["items"]> {
  const leaves = [...leafIds];
  const { rows } = await sql<{ open: number; matters: number; channel: Channel | null; at: Date }>`
    select m.open, m.matters, s.channel, s.at
    from (select count(*) filter (where state <> 'closed') as open, count(*) as matters
      from conversations.matter where customer_id = any(${leaves}::uuid[]) and joined_id is null) m
    left join (select channel, max(at) as at from conversations.message
      where customer_id = any(${leaves}::uuid[]) and direction = 'in' and kind in ('message', 'talk') and channel is not null
      group by channel) s on true
    order by s.at desc`.execute(ctx.tx);
  return [
    { key: "open", value: rows[0]?.open ?? 0, at: null },
    { key: "matters", value: rows[0]?.matters ?? 0, at: null },
    ...rows
      .filter(({ channel }) => channel !== null)
      .map(({ channel, at }) => ({ key: `last_${channel}`, value: null, at: at.toISOString() })),
  ];
}

/** `#4821` or `4821` finds the matter of that number; words find subjects that hold all of them, each by its beginning. */
async function search(ctx: Ctx, q: string, limit: number): Promise<Hit[]> {
  const number = /^#?(\d{1,15})$/.exec(q.trim())?.[1];
  const byNumber = number === undefined ? null : await findByNumber(ctx, Number(number)).catch(() => null);
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const query = words
    .slice(0, 10)
    .map((word) => `${word}:*`)
    .join(" & ");
  const { rows } =
    query === ""
      ? { rows: [] }
      : await sql<MatterRow>`
          /* fan-out: a search over the subjects of all customers */
          /* planned each time: how many match decides in which order to look */
          select * from conversations.matter
          where joined_id is null
            and to_tsvector('simple', customers.fold(subject)) @@ to_tsquery('simple', customers.fold(${query}))
          order by last_at desc, id desc limit ${limit}`.execute(ctx.tx);
  const matters = [...(byNumber ? [byNumber] : []), ...rows.filter((row) => row.id !== byNumber?.id)].slice(0, limit);
  const lines = await linesOf(
    ctx,
    matters.map((row) => row.customer_id),
  );
  return matters.map((row) => {
    const line = lines.get(row.customer_id);
    return {
      kind: "matter",
      customerId: row.customer_id,
      id: row.id,
      title: `#${row.number} ${row.subject}`,
      detail: line?.name ?? line?.email ?? line?.phone ?? "",
      at: row.last_at.toISOString(),
    };
  });
}

/** What would come together in a merge. */
async function contents(ctx: Ctx, leafIds: readonly string[]): Promise<Record<string, number>> {
  const { rows } = await sql<{ matters: number; messages: number }>`
    select
      (select count(*) from conversations.matter where customer_id = any(${[...leafIds]}::uuid[]) and joined_id is null) as matters,
      (select count(*) from conversations.message where customer_id = any(${[...leafIds]}::uuid[])) as messages
    `.execute(ctx.tx);
  return { matters: Number(rows[0]?.matters ?? 0), messages: Number(rows[0]?.messages ?? 0) };
}

/** Matters in which a leaf that is somebody else's now spoke or was addressed, or of which one is read here. */
async function leftovers(ctx: Ctx, leafIds: readonly string[], foreign: readonly string[]): Promise<Leftover[]> {
  const { rows } = await sql<{ customer_id: string; id: string; number: number; subject: string; foreign: number }>`
    select m.customer_id, m.id, m.number, m.subject, sum(f.count) as foreign
    from (
      select customer_id, matter_id, count(*) as count from conversations.message
      where customer_id = any(${[...leafIds]}::uuid[]) and via_leaf = any(${[...foreign]}::uuid[])
      group by customer_id, matter_id
      union all
      select customer_id, matter_id, count(*) from conversations.joined
      where customer_id = any(${[...leafIds]}::uuid[]) and other_customer_id = any(${[...foreign]}::uuid[]) and not by_proof
      group by customer_id, matter_id
    ) f
    join conversations.matter m on m.customer_id = f.customer_id and m.id = f.matter_id
    group by m.customer_id, m.id, m.number, m.subject
    order by m.number`.execute(ctx.tx);
  return rows.map((row) => ({
    room: "conversations",
    customerId: row.customer_id,
    id: row.id,
    title: `#${row.number} ${row.subject}`,
    foreign: Number(row.foreign),
  }));
}

export const contribution: Contribution = { room: "conversations", summary, search, contents, leftovers };
