import { actorName, type Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emit } from "../../../platform/events.ts";
import { canonicalLeaves } from "../identity/components.ts";
import { type Bond, pairsAcross, staffPath, wayBetween } from "../identity/staff-path.ts";
import { canonicalsOf } from "../people/canonicals-of.ts";
import { db, type EdgeRow } from "../tables.ts";
import { point } from "./apply-settlement.ts";
import { keepApart } from "./keep-apart.ts";
import { settlePeople } from "./settle-people.ts";
import { standingEdges } from "./standing-edges.ts";

/** A merge of the log in the words of the pure functions. */
export const toBond = (edge: EdgeRow): Bond => ({
  id: edge.id,
  a: edge.a_leaf,
  b: edge.b_leaf,
  byStaff: edge.by_kind === "staff",
});

/** Forbidding may bring out another identifier by which the rules join the same two; so often it is forbidden again. */
const ROUNDS = 5;

/**
 * Void a merge of this person, so that its two leaves are two people: what a rule would still join across is forbidden from
 * now on. Refuses `held_together` where other merges by staff hold the two, and names them: those are to be undone first.
 * The person must be locked; answers the canonical leaf of each of its leaves.
 */
export async function undoEdge(
  ctx: Ctx,
  edge: EdgeRow,
  leafIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { id: edgeId, a_leaf: aLeaf, b_leaf: bLeaf } = edge;
  const held = staffPath((await standingEdges(ctx, leafIds)).map(toBond), toBond(edge));
  if (held.length > 0) throw new Refusal("held_together", { heldBy: held });
  await db(ctx)
    .updateTable("customers.edge")
    .set({ undone_at: ctx.now, undone_by: actorName(ctx.actor) })
    .where("id", "=", edgeId)
    .execute();
  if (edge.by_kind === "rule") await keepApart(ctx, aLeaf, bLeaf);
  await recompute(ctx, leafIds);
  await settlePeople(ctx, [aLeaf, bLeaf]);
  const people = await part(ctx, aLeaf, bLeaf, leafIds);
  if (edge.reason === "review") await askAgain(ctx, aLeaf, bLeaf);
  await emit(ctx, "customer.unmerged", aLeaf, { edgeId, aLeaf, bLeaf });
  for (const id of leafIds) ctx.hint(`customer:${id}`);
  return people;
}

/** Forbid the rules whatever still makes one person of the two. */
async function part(ctx: Ctx, aLeaf: string, bLeaf: string, leafIds: readonly string[]) {
  const forbidden = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const people = await canonicalsOf(ctx, leafIds);
    if (people.get(aLeaf) !== people.get(bLeaf)) return people;
    const pairs = pairsAcross((await standingEdges(ctx, leafIds)).map(toBond), aLeaf, bLeaf);
    const fresh = pairs.filter((pair) => !forbidden.has(pair.join(" ")));
    if (fresh.length === 0) break;
    for (const [one, other] of fresh) {
      forbidden.add(`${one} ${other}`);
      await keepApart(ctx, one, other);
    }
    await settlePeople(ctx, [aLeaf, bLeaf]);
  }
  const way = wayBetween((await standingEdges(ctx, leafIds)).map(toBond), aLeaf, bLeaf);
  throw new Refusal("held_together", { heldBy: way.filter(({ byStaff }) => byStaff).map(({ id }) => id) });
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

/** What staff joined by a decision and part again is a question once more. */
async function askAgain(ctx: Ctx, one: string, other: string): Promise<void> {
  const [a, b] = [one, other].sort() as [string, string];
  await db(ctx)
    .updateTable("customers.review")
    .set({ state: "open", decided_at: null, decided_by: null })
    .where("a_leaf", "=", a)
    .where("b_leaf", "=", b)
    .where("state", "=", "joined")
    .execute();
  ctx.hint("reviews");
}
