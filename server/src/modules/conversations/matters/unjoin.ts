import type { MatterDetail } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { findMatter, lockMatter } from "../find.ts";
import { tell } from "../messages/tell.ts";
import { db, type MatterRow, type Ref } from "../tables.ts";
import { detailOf } from "./get.ts";
import { unpoint } from "./point.ts";
import { recount } from "./recount.ts";

interface Input {
  readonly customerId: string;
  readonly matterId: string;
  readonly otherCustomerId: string;
  readonly otherId: string;
}

/** Undo a join: both are matters of their own again, as they were. One that a move made and that holds nothing is closed. */
export async function unjoin(ctx: Ctx, input: Input): Promise<MatterDetail> {
  const into = await lockMatter(ctx, { customerId: input.customerId, id: input.matterId });
  await takeApart(ctx, into, { customerId: input.otherCustomerId, id: input.otherId });
  return detailOf(ctx, await findMatter(ctx, { customerId: into.customer_id, id: into.id }));
}

/** Undo the join of a part into a locked matter. Refuses `not_found` where it is none of its parts. */
export async function takeApart(ctx: Ctx, into: MatterRow, other: Ref): Promise<void> {
  const gone = await db(ctx)
    .deleteFrom("conversations.joined")
    .where("customer_id", "=", into.customer_id)
    .where("matter_id", "=", into.id)
    .where("other_customer_id", "=", other.customerId)
    .where("other_id", "=", other.id)
    .returning("was")
    .executeTakeFirst();
  const { was } = found(gone);
  const part = await findMatter(ctx, other);
  const ref = { customerId: into.customer_id, id: into.id };
  if (was === null || !(await unpoint(ctx, other, ref, was))) await reckonAnew(ctx, part, into);
  const { number, subject } = into;
  const from = { otherCustomerId: part.customer_id, otherId: part.id, otherNumber: part.number };
  await emit(ctx, "matter.unjoined", into.customer_id, { matterId: into.id, number, subject, ...from });
  await tell(ctx, other);
  await tell(ctx, ref);
}

/** Something happened while they were one: each is what its own messages say. */
async function reckonAnew(ctx: Ctx, part: MatterRow, into: MatterRow): Promise<void> {
  await db(ctx)
    .updateTable("conversations.matter")
    .set({ joined_customer_id: null, joined_id: null, version: part.version + 1 })
    .where("customer_id", "=", part.customer_id)
    .where("id", "=", part.id)
    .execute();
  await recount(ctx, { ...part, version: part.version + 1 });
  if ((await recount(ctx, into)) > 0) return;
  await db(ctx)
    .updateTable("conversations.matter")
    .set({ state: "closed" })
    .where("customer_id", "=", into.customer_id)
    .where("id", "=", into.id)
    .execute();
}
