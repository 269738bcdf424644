import type { Me } from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { WithSession } from "../../../platform/http/serve.ts";
import { toMe } from "../members/me.ts";
import { checkPassword } from "../passwords/password.ts";
import { db } from "../tables.ts";
import { beginSession } from "./begin-session.ts";
import { countTry, forgetTries } from "./wrong-tries.ts";

/** Sign in by e-mail and password. Says the same, after the same time, whichever of the two is wrong. */
export async function signIn(ctx: Ctx, input: { email: string; password: string }): Promise<WithSession<Me> | Refusal> {
  const email = input.email.trim().toLowerCase();
  await countTry(ctx, email);
  const row = await db(ctx)
    .selectFrom("staff.member")
    .selectAll()
    .where("email", "=", email)
    .where("active", "=", true)
    .executeTakeFirst();
  const right = await checkPassword(row?.password_hash ?? null, input.password);
  // Returned, not thrown, so that the try stays counted.
  if (!row || !right) return new Refusal("wrong_credentials");
  await forgetTries(ctx, email);
  return new WithSession(await toMe(ctx, row), await beginSession(ctx, row.id));
}
