import type { Insertable } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { emitCompany } from "../../../platform/events.ts";
import { db, type MemberRow, type Tables } from "../tables.ts";
import { refusing } from "./write-member.ts";

type Fields = Omit<Insertable<Tables["staff.member"]>, "id" | "created_at" | "active" | "version">;

/** Write a new member and tell of it. The e-mail address is kept in lower case. */
export async function insertMember(ctx: Ctx, fields: Fields): Promise<MemberRow> {
  const row = await refusing(() =>
    db(ctx)
      .insertInto("staff.member")
      .values({ ...fields, email: fields.email.toLowerCase(), id: ctx.id(), created_at: ctx.now })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
  await emitCompany(ctx, "member.added", { memberId: row.id, role: row.role });
  ctx.hint("staff");
  return row;
}
