import type { Me } from "../../../../contract/staff.ts";
import type { Ctx } from "../../platform/ctx.ts";
import { Refusal } from "../../platform/errors.ts";
import { WithSession } from "../../platform/http/serve.ts";
import { beginSession } from "./begin-session.ts";
import { toMe } from "./me.ts";
import { checkPassword } from "./password.ts";
import { db } from "./tables.ts";

/** Sign in by e-mail and password. Says the same, after the same time, whichever of the two is wrong. */
export async function signIn(ctx: Ctx, input: { email: string; password: string }): Promise<WithSession<Me>> {
  const row = await db(ctx)
    .selectFrom("staff.member")
    .selectAll()
    .where("email", "=", input.email.trim().toLowerCase())
    .where("active", "=", true)
    .executeTakeFirst();
  const right = await checkPassword(row?.password_hash ?? null, input.password);
  if (!row || !right) throw new Refusal("wrong_credentials");
  return new WithSession(await toMe(ctx, row), await beginSession(ctx, row.id));
}
