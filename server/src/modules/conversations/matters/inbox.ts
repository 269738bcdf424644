import { type RawBuilder, sql } from "kysely";
import type { Channel, InboxOrder, InboxView, MatterLine, MatterState } from "../../../../../contract/conversations.ts";
import { memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { type SeenMatterRow, toLines } from "./to-matter.ts";

interface Input {
  readonly view: InboxView;
  readonly state?: MatterState | undefined;
  readonly channel?: Channel | undefined;
  readonly order: InboxOrder;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Which matters a view holds; each is an index of its own. A member without a team has no team's matters. */
export const inView = (ctx: Ctx, view: InboxView): RawBuilder<unknown> => {
  const { id, teamId } = memberOf(ctx);
  if (view === "mine") return sql`m.assignee_id = ${id}`;
  if (view === "unassigned") return sql`m.assignee_id is null`;
  if (view === "team") return teamId === null ? sql`false` : sql`m.team_id = ${teamId}`;
  return sql`true`;
};

/** Matters of a view that are not closed (or are in the given state), by when they were last spoken in. */
export async function inbox(ctx: Ctx, input: Input): Promise<{ items: MatterLine[]; next: string | null }> {
  const after = fromCursor(input.cursor, 2);
  const state =
    input.state === "closed"
      ? sql`m.state = 'closed'`
      : sql`m.state <> 'closed' and ${input.state === undefined ? sql`true` : sql`m.state = ${input.state}`}`;
  const channel = input.channel === undefined ? sql`true` : sql`${input.channel} = any(m.channels)`;
  const [further, way] = input.order === "newest" ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const beyond = after ? sql`(m.last_at, m.id) ${further} (${new Date(after[0]!)}, ${after[1]!}::uuid)` : sql`true`;
  const { rows } = await sql<SeenMatterRow>`
    /* fan-out: the inbox shows matters of all customers */
    select m.*, s.at as seen_at from conversations.matter m
    left join conversations.seen s
      on s.customer_id = m.customer_id and s.matter_id = m.id and s.member_id = ${memberOf(ctx).id}
    where m.joined_id is null and ${state} and ${inView(ctx, input.view)} and ${channel} and ${beyond}
    order by m.last_at ${way}, m.id ${way} limit ${input.limit + 1}`.execute(ctx.tx);
  return pageOfRows(rows, input.limit, await toLines(ctx, rows), (row) => [row.last_at, row.id]);
}
