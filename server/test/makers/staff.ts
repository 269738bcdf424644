import type { Role } from "../../../contract/permissions.ts";
import { hashToken, newToken } from "../../src/platform/ids.ts";
import type { Bare, Caller } from "../world-types.ts";

export interface MadeMember extends Caller {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly cookie: string;
}

export interface StaffMakers {
  /** A member of staff with an open session. */
  member(over?: {
    role?: Role;
    name?: string;
    teamId?: string;
    branchId?: string;
    locale?: "pl" | "ro" | "en";
  }): Promise<MadeMember>;
}

let made = 0;

export const staffMakers = (world: Bare): StaffMakers => ({
  member: async (over = {}) => {
    const n = ++made;
    const name = over.name ?? `Mia ${n}`;
    const email = `mia${n}@staff.example`;
    const token = newToken();
    const id = await world.as({ kind: "system", name: "test" }, async (ctx) => ctx.id());
    await world.rows(
      `insert into staff.member (id, name, email, languages, locale, branch_id, team_id, role, created_at)
       values ($1, $2, $3, '{pl,en}', $4, $5, $6, $7, $8)`,
      id,
      name,
      email,
      over.locale ?? "en",
      over.branchId ?? null,
      over.teamId ?? null,
      over.role ?? "agent",
      world.now,
    );
    await world.rows(
      `insert into staff.session (token_hash, id, member_id, user_agent, ip, created_at, last_seen_at) values ($1, $2, $2, 'test', '', $3, $3)`,
      hashToken(token),
      id,
      world.now,
    );
    return { id, name, email, cookie: `splot_session=${token}` };
  },
});
