import type { Review } from "../../../../../contract/customers.ts";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { recordAccess } from "../../staff/index.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { lockPeople } from "../people/lock-person.ts";
import { db, type ReviewRow } from "../tables.ts";
import { reviewMaker } from "./reviews.ts";
import { settleLater } from "./settle-later.ts";
import { standingEdges } from "./standing-edges.ts";
import { undoEdge } from "./undo-edge.ts";

/**
 * Take a decision back: the question and the others that it answered stand again, and of the two people all is as before.
 * Repeated it changes nothing. Refuses `held_together` where other merges by staff hold the two meanwhile.
 */
export async function reopenReview(ctx: Ctx, { reviewId }: { reviewId: string }): Promise<Review> {
  const find = () => db(ctx).selectFrom("customers.review").selectAll().where("id", "=", reviewId).executeTakeFirst();
  const { a_leaf: a, b_leaf: b } = found(await find());
  await lockPeople(ctx, [a, b]);
  const review = found(await find());
  if (review.state !== "open") await takeBack(ctx, review);
  const row: ReviewRow = { ...review, state: "open", decided_at: null, decided_by: null };
  return (await reviewMaker(ctx, [row]))(row);
}

async function takeBack(ctx: Ctx, { id: reviewId, a_leaf: a, b_leaf: b, state, decided_at }: ReviewRow): Promise<void> {
  await db(ctx)
    .updateTable("customers.review")
    .set({ state: "open", decided_at: null, decided_by: null })
    .where("a_leaf", "=", a)
    .where("b_leaf", "=", b)
    .where("state", "=", state)
    .execute();
  if (state === "joined") {
    const leafIds = await leavesOf(ctx, a);
    const edge = (await standingEdges(ctx, [a])).find(
      (one) => one.reason === "review" && one.a_leaf === a && one.b_leaf === b,
    );
    if (edge) await undoEdge(ctx, edge, leafIds);
  } else {
    // Only what this decision wrote: the two may have been kept apart before it, too.
    await db(ctx)
      .updateTable("customers.apart")
      .set({ undone_at: ctx.now, undone_by: actorName(ctx.actor) })
      .where("a_leaf", "=", a)
      .where("b_leaf", "=", b)
      .where("at", "=", decided_at!)
      .where("undone_at", "is", null)
      .execute();
    await settleLater(ctx, a, b);
  }
  ctx.hint("reviews");
  for (const id of [a, b]) ctx.hint(`customer:${id}`);
  await recordAccess(ctx, { customerId: a, action: "review.reopened", detail: { reviewId, a, b } });
}
