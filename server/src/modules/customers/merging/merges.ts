import type { Merge } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { memberNames } from "../../staff/index.ts";
import { staffPath } from "../identity/staff-path.ts";
import { memberIn } from "../member-in.ts";
import { leavesOf } from "../people/leaves-of.ts";
import { ownLinesOf } from "../people/lines-of.ts";
import { standingEdges } from "./standing-edges.ts";
import { toBond } from "./undo-edge.ts";

/** The merges that hold this person together, oldest first; each side as its own leaf is known. */
export async function merges(ctx: Ctx, { customerId }: { customerId: string }): Promise<{ items: Merge[] }> {
  const edges = await standingEdges(ctx, await leavesOf(ctx, customerId));
  const lines = await ownLinesOf(
    ctx,
    edges.flatMap((edge) => [edge.a_leaf, edge.b_leaf]),
  );
  const bonds = edges.map(toBond);
  const names = await memberNames(
    ctx,
    edges.flatMap((edge) => memberIn(edge.actor) ?? []),
  );
  return {
    items: edges.map((edge) => ({
      id: edge.id,
      aLeaf: lines.get(edge.a_leaf)!,
      bLeaf: lines.get(edge.b_leaf)!,
      by: edge.by_kind,
      actorName: names.get(memberIn(edge.actor) ?? "")?.name ?? null,
      reason: edge.reason,
      ns: edge.ns,
      value: edge.value,
      at: edge.at.toISOString(),
      heldBy: staffPath(bonds, toBond(edge)),
    })),
  };
}
