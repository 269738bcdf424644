import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { db, type MemberRow } from "../tables.ts";

/** A member, locked for a change. */
export async function lockMember(ctx: Ctx, memberId: string): Promise<MemberRow> {
  const row = await db(ctx)
    .selectFrom("staff.member")
    .selectAll()
    .where("id", "=", memberId)
    .forUpdate()
    .executeTakeFirst();
  return found(row);
}

/** A member together with the active administrators, all locked in one order, so that two changes never deadlock. */
export async function lockWithAdministrators(
  ctx: Ctx,
  memberId: string,
): Promise<{ row: MemberRow; administrators: ReadonlySet<string> }> {
  const rows = await db(ctx)
    .selectFrom("staff.member")
    .selectAll()
    .where((m) => m.or([m("id", "=", memberId), m.and([m("role", "=", "administrator"), m("active", "=", true)])]))
    .orderBy("id")
    .forUpdate()
    .execute();
  const row = found(rows.find((candidate) => candidate.id === memberId));
  const administrators = rows.filter((candidate) => candidate.role === "administrator" && candidate.active);
  return { row, administrators: new Set(administrators.map((candidate) => candidate.id)) };
}
