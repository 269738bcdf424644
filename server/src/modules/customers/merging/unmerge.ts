import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import { contributions, type Leftover } from "../../../platform/contributions.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { recordAccess } from "../../staff/index.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { linesOf } from "../people/lines-of.ts";
import { lockPerson } from "../people/lock-person.ts";
import { db } from "../tables.ts";
import { undoEdge } from "./undo-edge.ts";

type Answer = z.output<typeof contract.unmerge.output>;

/**
 * Undo one merge: its two leaves are two people afterwards, and no rule joins them again. Answers with the people that
 * result, and with what both wrote meanwhile, for a person to split. Refuses `not_merged` when it was undone already, and
 * `held_together` where other merges by staff hold the two.
 */
export async function unmerge(ctx: Ctx, input: { customerId: string; mergeId: string }): Promise<Answer> {
  const canonical = await lockPerson(ctx, input.customerId);
  const edge = found(
    await db(ctx).selectFrom("customers.edge").selectAll().where("id", "=", input.mergeId).executeTakeFirst(),
  );
  if (edge.undone_at !== null) throw new Refusal("not_merged");
  const leafIds = await leavesOf(ctx, canonical);
  if (!leafIds.includes(edge.a_leaf)) throw new Refusal("not_found");

  const people = await undoEdge(ctx, edge, leafIds);
  await recordAccess(ctx, { customerId: canonical, action: "unmerged", detail: { mergeId: edge.id } });
  const lines = await linesOf(ctx, leafIds);
  const customers = [...new Map([...lines.values()].map((line) => [line.id, line])).values()];
  return { customers, leftovers: await leftoversOf(ctx, leafIds, people) };
}

/** What each room holds for one of the resulting people that another of them said. */
async function leftoversOf(
  ctx: Ctx,
  leafIds: readonly string[],
  people: ReadonlyMap<string, string>,
): Promise<Leftover[]> {
  const groups = [...Map.groupBy(leafIds, (id) => people.get(id)).values()];
  const found: Leftover[] = [];
  if (groups.length < 2) return found;
  for (const own of groups) {
    const foreign = leafIds.filter((id) => !own.includes(id));
    for (const { leftovers } of contributions()) if (leftovers) found.push(...(await leftovers(ctx, own, foreign)));
  }
  return found;
}
