import { sql } from "kysely";
import type { Standing } from "../../../../../contract/customers.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { isClaim, type Way } from "../identity/facts.ts";
import type { Identifier } from "../identity/namespaces.ts";
import type { IdentifierStatus } from "../tables.ts";

/** What an identifier is worth for one leaf, from how the leaf came by it and how it stands with everybody. */
export function standing(status: IdentifierStatus, hows: readonly Way[]): Standing {
  if (status === "blocked") return "blocked";
  if (status === "claimed" || hows.every(isClaim)) return "claimed";
  return status === "active" ? "proved" : "shared";
}

/** The same for a leaf and an identifier of the database; `claimed` when the leaf never named it. */
export async function standingOf(ctx: Ctx, leafId: string, { ns, value }: Identifier): Promise<Standing> {
  const { rows } = await sql<{ status: IdentifierStatus; hows: Way[] }>`
    select i.status, array(select k.how from customers.link k where k.leaf_id = ${leafId} and k.ns = i.ns and k.value = i.value) as hows
    from customers.identifier i where i.ns = ${ns} and i.value = ${value}`.execute(ctx.tx);
  return rows[0] ? standing(rows[0].status, rows[0].hows) : "claimed";
}
