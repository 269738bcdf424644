import type { MatterDetail } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { linesOf, suggestionsOf } from "../../customers/index.ts";
import { recordAccess } from "../../staff/index.ts";
import { findMatter, partsOf, readAs } from "../find.ts";
import { db, type MatterRow, type Ref } from "../tables.ts";
import { alsoOpen } from "./also-open.ts";
import { reachOf } from "./reach-of.ts";
import { toMatter } from "./to-matter.ts";

/** A matter with all that the desk needs to answer it. That it was opened is noted for the customer. */
export async function get(ctx: Ctx, input: { customerId: string; matterId: string }): Promise<MatterDetail> {
  const matter = await findMatter(ctx, { customerId: input.customerId, id: input.matterId });
  await recordAccess(ctx, { customerId: matter.customer_id, action: "matter.viewed", detail: { matterId: matter.id } });
  return detailOf(ctx, matter);
}

/** The same for a row that was found already. */
export async function detailOf(ctx: Ctx, matter: MatterRow): Promise<MatterDetail> {
  const ref = { customerId: matter.customer_id, id: matter.id };
  const parts = await partsOf(ctx, ref);
  const customer = (await linesOf(ctx, [matter.customer_id])).get(matter.customer_id)!;
  const into = matter.joined_id === null ? null : await readAs(ctx, ref);
  return {
    matter: toMatter(matter),
    customer,
    reach: await reachOf(ctx, matter.customer_id, parts),
    claims: await suggestionsOf(ctx, matter.customer_id),
    alsoOpen: await alsoOpen(ctx, matter),
    joined: await numbered(ctx, parts.slice(1)),
    joinedInto: into && { customerId: into.customer_id, id: into.id, number: into.number },
  };
}

async function numbered(ctx: Ctx, parts: readonly Ref[]): Promise<MatterDetail["joined"]> {
  if (parts.length === 0) return [];
  return db(ctx)
    .selectFrom("conversations.matter")
    .select(["customer_id as customerId", "id", "number"])
    .where(
      "customer_id",
      "in",
      parts.map((part) => part.customerId),
    )
    .where(
      "id",
      "in",
      parts.map((part) => part.id),
    )
    .orderBy("number")
    .execute();
}
