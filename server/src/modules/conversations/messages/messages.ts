import { sql } from "kysely";
import type { Message } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { fromCursor, pageOfRows } from "../../../platform/page.ts";
import { findMatter, partsOf } from "../find.ts";
import type { MessageRow } from "../tables.ts";
import { toMessages } from "./to-message.ts";

interface Input {
  readonly customerId: string;
  readonly matterId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Messages of a matter and of those joined into it, newest first. */
export async function messages(ctx: Ctx, input: Input): Promise<{ items: Message[]; next: string | null }> {
  await findMatter(ctx, { customerId: input.customerId, id: input.matterId });
  const parts = await partsOf(ctx, { customerId: input.customerId, id: input.matterId });
  const after = fromCursor(input.cursor, 2);
  const beyond = after ? sql`(at, id) < (${new Date(after[0]!)}, ${after[1]!}::uuid)` : sql`true`;
  const { rows } = await sql<MessageRow>`
    select m.* from unnest(${parts.map((part) => part.customerId)}::uuid[], ${parts.map((part) => part.id)}::uuid[])
      as part (customer_id, id)
    cross join lateral (
      select * from conversations.message
      where customer_id = part.customer_id and matter_id = part.id and ${beyond}
      order by at desc, id desc limit ${input.limit + 1}
    ) m
    order by m.at desc, m.id desc limit ${input.limit + 1}`.execute(ctx.tx);
  const page = pageOfRows(
    rows,
    input.limit,
    (row) => row,
    (row) => [row.at, row.id],
  );
  return { items: await toMessages(ctx, page.items), next: page.next };
}
