import type { MatterDetail } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { findMatter, lockMatter } from "../find.ts";
import { tell } from "../messages/tell.ts";
import { db, type MatterRow } from "../tables.ts";
import { detailOf } from "./get.ts";
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
  const gone = await db(ctx)
    .deleteFrom("conversations.joined")
    .where("customer_id", "=", into.customer_id)
    .where("matter_id", "=", into.id)
    .where("other_customer_id", "=", input.otherCustomerId)
    .where("other_id", "=", input.otherId)
    .returning("other_id")
    .executeTakeFirst();
  found(gone);
  const part = await findMatter(ctx, { customerId: input.otherCustomerId, id: input.otherId });
  await db(ctx)
    .updateTable("conversations.matter")
    .set({ joined_customer_id: null, joined_id: null, version: part.version + 1 })
    .where("customer_id", "=", part.customer_id)
    .where("id", "=", part.id)
    .execute();
  await recount(ctx, { ...part, version: part.version + 1 });
  if ((await recount(ctx, into)) === 0) await close(ctx, into);
  const { id: matterId, number, subject } = into;
  const from = { otherCustomerId: part.customer_id, otherId: part.id, otherNumber: part.number };
  await emit(ctx, "matter.unjoined", into.customer_id, { matterId, number, subject, ...from });
  await tell(ctx, { customerId: part.customer_id, id: part.id });
  await tell(ctx, { customerId: into.customer_id, id: into.id });
  return detailOf(ctx, await findMatter(ctx, { customerId: into.customer_id, id: into.id }));
}

const close = (ctx: Ctx, matter: MatterRow) =>
  db(ctx)
    .updateTable("conversations.matter")
    .set({ state: "closed" })
    .where("customer_id", "=", matter.customer_id)
    .where("id", "=", matter.id)
    .execute();
