import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { db } from "../tables.ts";

/** Make an API token useless, from the next request on. */
export async function revokeApiToken(ctx: Ctx, { tokenId }: { tokenId: string }): Promise<Record<string, never>> {
  const row = await db(ctx)
    .deleteFrom("staff.api_token")
    .where("id", "=", tokenId)
    .returning("member_id")
    .executeTakeFirst();
  if (!row) throw new Refusal("not_found");
  ctx.hint(`member:${row.member_id}`);
  return {};
}
