import type { Selectable } from "kysely";
import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db, type Tables } from "../tables.ts";

type ApiToken = z.output<typeof contract.ApiToken>;

/** An API token as it is listed: without its secret, which nobody has but the program that uses it. */
export const toApiToken = (row: Omit<Selectable<Tables["staff.api_token"]>, "token_hash" | "member_id">): ApiToken => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});

/** The company's API tokens, the newest first. */
export async function apiTokens(ctx: Ctx): Promise<{ items: ApiToken[] }> {
  const rows = await db(ctx)
    .selectFrom("staff.api_token")
    .select(["id", "name", "scopes", "created_at", "last_used_at"])
    .orderBy("id", "desc")
    .execute();
  return { items: rows.map(toApiToken) };
}
