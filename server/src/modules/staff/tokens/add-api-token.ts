import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import { may, memberOf } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { hashToken, newToken } from "../../../platform/ids.ts";
import { db } from "../tables.ts";
import { toApiToken } from "./api-tokens.ts";

/** Tells programs that look for leaked secrets, and `authenticate`, that this is one of ours. */
export const TOKEN_PREFIX = "splot_";

/** Make an API token that acts as its maker, within scopes that the maker holds. The answer is the only place of its secret. */
export async function addApiToken(
  ctx: Ctx,
  input: z.output<typeof contract.addApiToken.input>,
): Promise<z.output<typeof contract.addApiToken.output>> {
  const scopes = [...new Set(input.scopes)].sort();
  const above = scopes.find((scope) => !may(ctx, scope));
  if (above !== undefined) throw new Refusal("not_allowed", { permission: above });
  const token = TOKEN_PREFIX + newToken();
  const row = { id: ctx.id(), name: input.name, scopes, created_at: ctx.now, last_used_at: null };
  await db(ctx)
    .insertInto("staff.api_token")
    .values({ ...row, token_hash: hashToken(token), member_id: memberOf(ctx).id })
    .execute();
  return { ...toApiToken(row), token };
}
