import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emitCompany } from "../../../platform/events.ts";
import { voidLinks } from "../passwords/links.ts";
import { mailInvitation } from "../passwords/mail-link.ts";
import { endSessions } from "../sessions/end-sessions.ts";
import { db, toMember } from "../tables.ts";
import { lockWithAdministrators } from "./find-member.ts";
import { refuseAbove } from "./may-give.ts";
import { differences, writeMember } from "./write-member.ts";

/** Change a colleague. Whoever becomes inactive is signed out everywhere, and API tokens made by them are gone. */
export async function changeMember(
  ctx: Ctx,
  input: z.output<typeof contract.changeMember.input>,
): Promise<contract.Member> {
  const { row, administrators } = await lockWithAdministrators(ctx, input.memberId);
  if (row.version !== input.version) throw new Refusal("changed_meanwhile", { version: row.version });
  const changes = differences(row, {
    name: input.name,
    email: input.email?.toLowerCase(),
    languages: input.languages,
    branch_id: input.branchId,
    team_id: input.teamId,
    role: input.role,
    active: input.active,
  });
  if (Object.keys(changes).length === 0) return toMember(row);
  await refuseAbove(ctx, row.role);
  if (input.role !== undefined) await refuseAbove(ctx, input.role);
  const stays = (input.role ?? row.role) === "administrator" && (input.active ?? row.active);
  if (!stays && administrators.has(row.id) && administrators.size === 1) throw new Refusal("last_administrator");

  const values = Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to]));
  const changed = await writeMember(ctx, row, values);
  if (changes.active && !changed.active) await leave(ctx, row.id);
  if (changes.email) {
    // A link mailed to the former address must not open the account any more.
    await voidLinks(ctx, row.id);
    if (changed.password_hash === null && changed.active)
      await mailInvitation(ctx, changed, ctx.actor.kind === "member" ? ctx.actor.name : "Splot");
  }
  await emitCompany(ctx, "member.changed", { memberId: row.id, changes });
  ctx.hint(`member:${row.id}`);
  ctx.hint("staff");
  return toMember(changed);
}

async function leave(ctx: Ctx, memberId: string): Promise<void> {
  await endSessions(ctx, memberId, null);
  await db(ctx).deleteFrom("staff.api_token").where("member_id", "=", memberId).execute();
  await voidLinks(ctx, memberId);
}
