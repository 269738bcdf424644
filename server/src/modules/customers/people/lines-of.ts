import type { CustomerLine } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { bestFirst, linksOf } from "../identifiers/links-of.ts";
import { goldenRecord } from "../identity/golden-record.ts";
import { db, type LeafRow } from "../tables.ts";
import { traitsOf } from "./golden-of.ts";

type Seen = Pick<LeafRow, "id" | "known" | "created_at" | "last_seen_at">;

/** For each leaf the line of its person, as lists show it. Four statements, however many leaves. */
export async function linesOf(ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, CustomerLine>> {
  if (leafIds.length === 0) return new Map();
  const leaves = await db(ctx)
    .selectFrom("customers.leaf as l")
    .select(["l.id", "l.canonical_id", "l.known", "l.created_at", "l.last_seen_at"])
    .where("l.canonical_id", "in", (sub) =>
      sub
        .selectFrom("customers.leaf")
        .select("canonical_id")
        .where("id", "in", [...new Set(leafIds)]),
    )
    .execute();
  const lines = new Map<string, CustomerLine>();
  const lineOf = await lineMaker(ctx, leaves);
  for (const [canonical, members] of Map.groupBy(leaves, (leaf) => leaf.canonical_id)) {
    const line = lineOf(canonical, members);
    for (const { id } of members) lines.set(id, line);
  }
  return new Map(leafIds.flatMap((id) => (lines.has(id) ? [[id, lines.get(id)!] as const] : [])));
}

/** For each leaf what is known of it alone, whoever it was merged with. */
export async function ownLinesOf(ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, CustomerLine>> {
  if (leafIds.length === 0) return new Map();
  const leaves = await db(ctx)
    .selectFrom("customers.leaf")
    .select(["id", "known", "created_at", "last_seen_at"])
    .where("id", "in", [...new Set(leafIds)])
    .execute();
  const lineOf = await lineMaker(ctx, leaves);
  return new Map(leaves.map((leaf) => [leaf.id, lineOf(leaf.id, [leaf])]));
}

/** Reads all that lines of these leaves need, and answers the maker of a line of some of them. */
async function lineMaker(
  ctx: Ctx,
  leaves: readonly Seen[],
): Promise<(id: string, members: readonly Seen[]) => CustomerLine> {
  const ids = leaves.map((leaf) => leaf.id);
  const traits = Map.groupBy(await traitsOf(ctx, ids), (trait) => trait.leafId);
  const contacts = Map.groupBy(await linksOf(ctx, ids, ["email", "phone"]), (contact) => contact.leafId);
  return (id, members) => {
    const own = members.flatMap((leaf) => contacts.get(leaf.id) ?? []).sort(bestFirst);
    return {
      id,
      name: goldenRecord(members.flatMap((leaf) => traits.get(leaf.id) ?? [])).name ?? null,
      email: own.find(({ ns }) => ns === "email")?.value ?? null,
      phone: own.find(({ ns }) => ns === "phone")?.value ?? null,
      known: members.some((leaf) => leaf.known),
      createdAt: new Date(Math.min(...members.map((leaf) => leaf.created_at.getTime()))).toISOString(),
      lastSeenAt: new Date(Math.max(...members.map((leaf) => leaf.last_seen_at.getTime()))).toISOString(),
    };
  };
}
