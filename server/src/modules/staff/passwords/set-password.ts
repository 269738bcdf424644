import type { Me } from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { WithSession } from "../../../platform/http/serve.ts";
import { toMe } from "../members/me.ts";
import { beginSession } from "../sessions/begin-session.ts";
import { endSessions } from "../sessions/end-sessions.ts";
import { forgetTries } from "../sessions/wrong-tries.ts";
import { db } from "../tables.ts";
import { redeemLink, voidLinks } from "./links.ts";
import { hashPassword, wordsOf } from "./password.ts";

/** Set a password by the link of an invitation or a reset, and sign in. Ends all other sessions and links. */
export async function setPassword(ctx: Ctx, input: { token: string; password: string }): Promise<WithSession<Me>> {
  const memberId = await redeemLink(ctx, input.token, ["invitation", "reset"]);
  const row = await db(ctx)
    .selectFrom("staff.member")
    .selectAll()
    .where("id", "=", memberId)
    .where("active", "=", true)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal("link_not_valid");
  const password_hash = await hashPassword(input.password, wordsOf(row));
  await db(ctx).updateTable("staff.member").set({ password_hash }).where("id", "=", row.id).execute();
  await endSessions(ctx, row.id, null);
  await voidLinks(ctx, row.id);
  await forgetTries(ctx, row.email);
  return new WithSession(await toMe(ctx, row), await beginSession(ctx, row.id));
}
