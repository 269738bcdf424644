import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import { setCompanyName } from "../../../platform/company.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { WithSession } from "../../../platform/http/serve.ts";
import { hashToken } from "../../../platform/ids.ts";
import { insertMember } from "../members/insert-member.ts";
import { toMe } from "../members/me.ts";
import { hashPassword, wordsOf } from "../passwords/password.ts";
import { beginSession } from "../sessions/begin-session.ts";
import { db } from "../tables.ts";
import { hasMembers } from "./has-members.ts";

/** Become the first administrator. All links of ownership are used up together, so of two claims one succeeds. */
export async function claimOwnership(
  ctx: Ctx,
  input: z.output<typeof contract.claimOwnership.input>,
): Promise<WithSession<contract.Me>> {
  const links = await db(ctx)
    .deleteFrom("staff.link")
    .where("purpose", "=", "owner")
    .returning(["token_hash", "expires_at"])
    .execute();
  if (await hasMembers(ctx)) throw new Refusal("already_set_up");
  const hash = hashToken(input.token);
  if (!links.some((link) => link.token_hash.equals(hash) && link.expires_at > ctx.now))
    throw new Refusal("link_not_valid");
  const password_hash = await hashPassword(input.password, [...wordsOf(input), ...input.company.split(/\s+/)]);
  await setCompanyName(ctx, input.company);
  const row = await insertMember(ctx, {
    name: input.name,
    email: input.email,
    password_hash,
    languages: [input.locale],
    locale: input.locale,
    role: "administrator",
  });
  return new WithSession(await toMe(ctx, row), await beginSession(ctx, row.id));
}
