import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { mailInvitation } from "../passwords/mail-link.ts";
import { toMember } from "../tables.ts";
import { insertMember } from "./insert-member.ts";
import { refuseAbove } from "./may-give.ts";

/** Invite a colleague: the member exists at once and signs in after setting a password by the mailed link. */
export async function addMember(ctx: Ctx, input: z.output<typeof contract.addMember.input>): Promise<contract.Member> {
  await refuseAbove(ctx, input.role);
  const row = await insertMember(ctx, {
    name: input.name,
    email: input.email,
    languages: input.languages,
    locale: input.locale,
    branch_id: input.branchId,
    team_id: input.teamId,
    role: input.role,
  });
  const inviter = ctx.actor.kind === "member" ? ctx.actor.name : "Splot";
  await mailInvitation(ctx, row, inviter);
  return toMember(row);
}
