import { sql } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { react } from "../../../platform/events.ts";
import { canonicalsOf, leavesOf } from "../../customers/index.ts";
import { lockMatter } from "../find.ts";
import { takeApart } from "./unjoin.ts";

type Row = { customer_id: string; matter_id: string; other_customer_id: string; other_id: string };

/** Two who were one are two again: what a proof joined of their matters comes apart. What staff joined is for staff to look at. */
react("conversations.part-threads", "customer.unmerged", async (ctx, { aLeaf, bLeaf }) => {
  const leafIds = [...(await leavesOf(ctx, aLeaf)), ...(await leavesOf(ctx, bLeaf))];
  const { rows } = await sql<Row>`
    select customer_id, matter_id, other_customer_id, other_id from conversations.joined
    where customer_id = any(${leafIds}::uuid[]) and other_customer_id = any(${leafIds}::uuid[]) and by_proof`.execute(
    ctx.tx,
  );
  const people = await canonicalsOf(ctx, leafIds);
  for (const row of rows)
    if (people.get(row.customer_id) !== people.get(row.other_customer_id)) await takeRowApart(ctx, row);
});

async function takeRowApart(ctx: Ctx, row: Row): Promise<void> {
  const into = await lockMatter(ctx, { customerId: row.customer_id, id: row.matter_id });
  // Joined further meanwhile, it is a part itself: staff have made something of it, and take it apart themselves.
  if (into.id === row.matter_id) await takeApart(ctx, into, { customerId: row.other_customer_id, id: row.other_id });
}
