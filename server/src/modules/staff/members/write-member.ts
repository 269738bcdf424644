import type { Updateable } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal, sqlState } from "../../../platform/errors.ts";
import type { MemberChanges } from "../events.ts";
import { db, type MemberRow, type Tables } from "../tables.ts";

const UNIQUE = "23505";
const FOREIGN_KEY = "23503";

type Writable = Omit<Updateable<Tables["staff.member"]>, "version">;

/** Run a write of a member; says in our words which value cannot be. */
export async function refusing<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const state = sqlState(error);
    if (state === UNIQUE) throw new Refusal("email_taken");
    if (state === FOREIGN_KEY)
      throw new Refusal("bad_input", { issues: [{ path: ["branchId"], message: "There is no such branch or team." }] });
    throw error;
  }
}

/** The fields that differ from the row, with what they were. */
export function differences(row: MemberRow, fields: Writable): MemberChanges {
  const given = Object.entries(fields).filter(([, to]) => to !== undefined);
  const changed = given.filter(([name, to]) => JSON.stringify(row[name as keyof MemberRow]) !== JSON.stringify(to));
  return Object.fromEntries(changed.map(([name, to]) => [name, { from: row[name as keyof MemberRow], to }]));
}

/** Write fields of a locked member under the next version. */
export const writeMember = (ctx: Ctx, row: MemberRow, fields: Writable): Promise<MemberRow> =>
  refusing(() =>
    db(ctx)
      .updateTable("staff.member")
      .set({ ...fields, version: row.version + 1 })
      .where("id", "=", row.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
