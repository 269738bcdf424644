import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { inView } from "./inbox.ts";

interface Counts {
  mine: number;
  unassigned: number;
  team: number;
  all: number;
}

/**
 * How many matters each view of the inbox holds for the asking member: those that are open, as the desk lists them
 * unless told otherwise; who waits for the customer is not counted as work.
 */
export async function counts(ctx: Ctx): Promise<Counts> {
  const view = (name: keyof Counts) => sql`
    (select count(*) from conversations.matter m where m.joined_id is null and m.state = 'open' and ${inView(ctx, name)})`;
  const { rows } = await sql<Counts>`
    /* fan-out: figures over the matters of all customers */
    select ${view("mine")} as mine, ${view("unassigned")} as unassigned, ${view("team")} as team, ${view("all")} as "all"
    `.execute(ctx.tx);
  return rows[0]!;
}
