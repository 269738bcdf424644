import type { Review } from "../../../../../contract/customers.ts";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { recordAccess } from "../../staff/index.ts";
import { canonicalsOf } from "../people/canonicals-of.ts";
import { lockPeople } from "../people/lock-person.ts";
import { db } from "../tables.ts";
import { joinPeople } from "./join-people.ts";
import { keepApart } from "./keep-apart.ts";
import { reviewMaker } from "./reviews.ts";
import { settleLater } from "./settle-later.ts";

/**
 * Join the two of a review, or keep them apart for good; the other open questions about the same two are answered with it.
 * Refuses `review_closed` when it was decided, `same_person` and `merge_limit` as a merge does.
 */
export async function decideReview(
  ctx: Ctx,
  { reviewId, decision }: { reviewId: string; decision: "joined" | "kept_apart" },
): Promise<Review> {
  const review = found(
    await db(ctx).selectFrom("customers.review").selectAll().where("id", "=", reviewId).executeTakeFirst(),
  );
  const { a_leaf: a, b_leaf: b } = review;
  await lockPeople(ctx, [a, b]);
  const decided = { state: decision, decided_at: ctx.now, decided_by: actorName(ctx.actor) };
  const closed = await db(ctx)
    .updateTable("customers.review")
    .set(decided)
    .where("a_leaf", "=", a)
    .where("b_leaf", "=", b)
    .where("state", "=", "open")
    .returning("id")
    .execute();
  if (!closed.some(({ id }) => id === reviewId)) throw new Refusal("review_closed");

  if (decision === "joined") await joinPeople(ctx, a, b, "review");
  else {
    const people = await canonicalsOf(ctx, [a, b]);
    if (people.get(a) === people.get(b)) throw new Refusal("same_person");
    await keepApart(ctx, a, b);
    await settleLater(ctx, a, b);
  }
  ctx.hint("reviews");
  for (const id of [a, b]) ctx.hint(`customer:${id}`);
  await recordAccess(ctx, {
    customerId: a,
    action: decision === "joined" ? "merged" : "kept_apart",
    detail: { reviewId, a, b },
  });
  const row = { ...review, ...decided };
  return (await reviewMaker(ctx, [row]))(row);
}
