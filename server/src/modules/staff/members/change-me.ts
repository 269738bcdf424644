import type { z } from "zod";
import type * as contract from "../../../../../contract/staff.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emitCompany } from "../../../platform/events.ts";
import { checkPassword, hashPassword, wordsOf } from "../passwords/password.ts";
import { endSessions } from "../sessions/end-sessions.ts";
import { inPerson } from "../sessions/in-person.ts";
import { countTry, forgetTries } from "../sessions/wrong-tries.ts";
import { db, type MemberRow } from "../tables.ts";
import { lockMember } from "./find-member.ts";
import { toMe } from "./me.ts";
import { differences, writeMember } from "./write-member.ts";

/** Change one's own name, languages or password. A new password needs the old one and ends the other sessions. */
export async function changeMe(
  ctx: Ctx,
  input: z.output<typeof contract.changeMe.input>,
): Promise<contract.Me | Refusal> {
  const { id, sessionId } = inPerson(ctx);
  const row = await lockMember(ctx, id);
  if (input.password !== undefined) {
    const refusal = await changePassword(ctx, row, input.oldPassword ?? "", input.password);
    if (refusal) return refusal;
    await endSessions(ctx, id, sessionId);
  }
  const changes = differences(row, { name: input.name, locale: input.locale, languages: input.languages });
  if (Object.keys(changes).length === 0) return toMe(ctx, row);
  const values = Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to]));
  const changed = await writeMember(ctx, row, values);
  await emitCompany(ctx, "member.changed", { memberId: id, changes });
  ctx.hint(`member:${id}`);
  ctx.hint("staff");
  return toMe(ctx, changed);
}

/** Answers the refusal of a wrong old password instead of throwing it, so that the try stays counted. */
async function changePassword(ctx: Ctx, row: MemberRow, old: string, wanted: string): Promise<Refusal | undefined> {
  await countTry(ctx, row.email);
  if (!(await checkPassword(row.password_hash, old))) return new Refusal("wrong_credentials");
  await forgetTries(ctx, row.email);
  const password_hash = await hashPassword(wanted, wordsOf(row));
  await db(ctx).updateTable("staff.member").set({ password_hash }).where("id", "=", row.id).execute();
  return undefined;
}
