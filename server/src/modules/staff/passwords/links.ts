import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { hashToken, newToken } from "../../../platform/ids.ts";
import { db } from "../tables.ts";

type Purpose = "owner" | "invitation" | "reset";

const HOUR_MS = 3_600_000;
const LASTS_MS: Readonly<Record<Purpose, number>> = { owner: 168 * HOUR_MS, invitation: 168 * HOUR_MS, reset: HOUR_MS };
/** The screens that take a link's token. It stands behind the `#`, which browsers send to nobody. */
const SCREEN: Readonly<Record<Purpose, string>> = { owner: "owner", invitation: "password", reset: "password" };

/** Make a one-time link (an address for people) of which only the hash is kept. */
export async function makeLink(ctx: Ctx, purpose: Purpose, memberId: string | null): Promise<string> {
  const token = newToken();
  await db(ctx)
    .insertInto("staff.link")
    .values({
      token_hash: hashToken(token),
      purpose,
      member_id: memberId,
      expires_at: new Date(ctx.now.getTime() + LASTS_MS[purpose]),
    })
    .execute();
  return `${ctx.settings.PUBLIC_URL}/${SCREEN[purpose]}#token=${token}`;
}

/** Use a link up; answers whose it is (nobody's for ownership). Refuses one that is unknown, used or expired. */
export async function redeemLink(ctx: Ctx, token: string, purposes: readonly Purpose[]): Promise<string | null> {
  const row = await db(ctx)
    .deleteFrom("staff.link")
    .where("token_hash", "=", hashToken(token))
    .where("purpose", "in", purposes)
    .where("expires_at", ">", ctx.now)
    .returning("member_id")
    .executeTakeFirst();
  if (!row) throw new Refusal("link_not_valid");
  return row.member_id;
}

/** Make all links of a member useless. */
export async function voidLinks(ctx: Ctx, memberId: string): Promise<void> {
  await db(ctx).deleteFrom("staff.link").where("member_id", "=", memberId).execute();
}

/** Remove links whose time has passed. */
export async function sweepLinks(ctx: Ctx): Promise<void> {
  await db(ctx).deleteFrom("staff.link").where("expires_at", "<=", ctx.now).execute();
}
