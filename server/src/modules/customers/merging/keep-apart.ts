import { sql } from "kysely";
import { actorName, type Ctx } from "../../../platform/ctx.ts";

/** Write down that two leaves are two people, so that no rule joins them again. Safe to repeat. */
export async function keepApart(ctx: Ctx, one: string, other: string): Promise<void> {
  const [a, b] = [one, other].sort();
  await sql`
    insert into customers.apart (id, a_leaf, b_leaf, actor, at)
    values (${ctx.id()}, ${a}, ${b}, ${actorName(ctx.actor)}, ${ctx.now})
    on conflict (a_leaf, b_leaf) where undone_at is null do nothing`.execute(ctx.tx);
}
