import type { z } from "zod";
import { permissions } from "../../../../../contract/permissions.ts";
import type * as contract from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { hashToken } from "../../../platform/ids.ts";
import { insertMember } from "../members/insert-member.ts";
import { hashPassword } from "../passwords/password.ts";
import { db, toMember } from "../tables.ts";

type NewMember = z.output<typeof contract.addMember.input>;

/** The hash of the demo's password, which everybody knows: made once, as it is meant to take long. */
const hashes = new Map<string, Promise<string>>();

const hashOf = (password: string): Promise<string> => {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
};

/** Add a person of the demo company, whom the sign-in page lists with this password. No mail goes out. */
export async function addDemoPerson(ctx: Ctx, input: NewMember & { password: string }): Promise<contract.Member> {
  const row = await insertMember(ctx, {
    name: input.name,
    email: input.email,
    password_hash: await hashOf(input.password),
    languages: input.languages,
    locale: input.locale,
    branch_id: input.branchId,
    team_id: input.teamId,
    role: input.role,
  });
  await db(ctx).insertInto("staff.demo_person").values({ member_id: row.id, password: input.password }).execute();
  return toMember(row);
}

/** Make `demo` an API token of this member. It opens nothing unless the demo runs and the call comes from this machine. */
export async function addDemoToken(ctx: Ctx, memberId: string): Promise<void> {
  await db(ctx)
    .insertInto("staff.api_token")
    .values({
      token_hash: hashToken("demo"),
      id: ctx.id(),
      member_id: memberId,
      name: "Demo",
      scopes: [...permissions],
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
