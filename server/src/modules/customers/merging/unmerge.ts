import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import { contributions, type Leftover } from "../../../platform/contributions.ts";
import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { found, Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { recordAccess } from "../../staff/index.ts";
import { canonicalLeaves } from "../identity/components.ts";
import { canonicalsOf } from "../people/canonicals-of.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { linesOf } from "../people/lines-of.ts";
import { lockPerson } from "../people/lock-person.ts";
import { db } from "../tables.ts";
import { point } from "./apply-settlement.ts";
import { keepApart } from "./keep-apart.ts";
import { settlePeople } from "./settle-people.ts";
import { standingEdges } from "./standing-edges.ts";

type Answer = z.output<typeof contract.unmerge.output>;

/**
 * Undo one merge. The edge is voided and the people of that component are found anew; a merge by rule is also forbidden
 * from now on. Answers with the people that result, and with what both wrote meanwhile, for a person to split. Refuses
 * `not_merged` when it was undone already.
 */
export async function unmerge(ctx: Ctx, input: { customerId: string; mergeId: string }): Promise<Answer> {
  const canonical = await lockPerson(ctx, input.customerId);
  const edge = found(
    await db(ctx).selectFrom("customers.edge").selectAll().where("id", "=", input.mergeId).executeTakeFirst(),
  );
  if (edge.undone_at !== null) throw new Refusal("not_merged");
  const leafIds = await leavesOf(ctx, canonical);
  if (!leafIds.includes(edge.a_leaf)) throw new Refusal("not_found");

  await db(ctx)
    .updateTable("customers.edge")
    .set({ undone_at: ctx.now, undone_by: actorName(ctx.actor) })
    .where("id", "=", edge.id)
    .execute();
  if (edge.by_kind === "rule") await keepApart(ctx, edge.a_leaf, edge.b_leaf);
  await recompute(ctx, leafIds);
  await settlePeople(ctx, [edge.a_leaf, edge.b_leaf]);

  const people = await canonicalsOf(ctx, leafIds);
  if (people.get(edge.a_leaf) !== people.get(edge.b_leaf)) {
    const { id: edgeId, a_leaf: aLeaf, b_leaf: bLeaf } = edge;
    await emit(ctx, "customer.unmerged", aLeaf, { edgeId, aLeaf, bLeaf });
  }
  for (const id of leafIds) ctx.hint(`customer:${id}`);
  await recordAccess(ctx, { customerId: canonical, action: "unmerged", detail: { mergeId: edge.id } });
  const lines = await linesOf(ctx, leafIds);
  const customers = [...new Map([...lines.values()].map((line) => [line.id, line])).values()];
  return { customers, leftovers: await leftoversOf(ctx, leafIds, people) };
}

/** Give the leaves of one component the canonical leaves that the standing edges among them make. */
async function recompute(ctx: Ctx, leafIds: readonly string[]): Promise<void> {
  const leaves = await db(ctx)
    .selectFrom("customers.leaf")
    .select(["id", "canonical_id", "created_at as createdAt"])
    .where("id", "in", [...leafIds])
    .execute();
  const edges = await standingEdges(ctx, leafIds);
  const canonical = canonicalLeaves(
    leaves,
    edges.map((edge) => ({ a: edge.a_leaf, b: edge.b_leaf })),
  );
  const moved = leaves.filter((leaf) => canonical.get(leaf.id) !== leaf.canonical_id);
  await point(
    ctx,
    moved.map(({ id }) => [id, canonical.get(id)!] as const),
  );
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
