import { type Permission, permissions, type Role } from "../../../contract/permissions.ts";
import type { Branch, Team } from "../../../contract/staff.ts";
import { addBranch, addTeam, memberActor } from "../../src/modules/staff/index.ts";
import { addApiToken } from "../../src/modules/staff/tokens/add-api-token.ts";
import type { Actor } from "../../src/platform/ctx.ts";
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
  branch(over?: { name?: string; city?: string; country?: "PL" | "RO"; timeZone?: string }): Promise<Branch>;
  team(over?: { name?: string }): Promise<Team>;
  /** An API token, made by an administrator unless told by whom. */
  apiToken(over?: { scopes?: Permission[]; by?: MadeMember }): Promise<Caller & { id: string; bearer: string }>;
}

const system: Actor = { kind: "system", name: "test" };

let made = 0;

export const staffMakers = (world: Bare): StaffMakers => {
  const member: StaffMakers["member"] = async (over = {}) => {
    const n = ++made;
    const name = over.name ?? `Mia ${n}`;
    const email = `mia${n}@staff.example`;
    const token = newToken();
    const id = await world.as(system, async (ctx) => ctx.id());
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
  };
  return {
    member,
    branch: ({ name = `Branch ${++made}`, city = "Kraków", country = "PL", timeZone = "Europe/Warsaw" } = {}) =>
      world.as(system, (ctx) => addBranch(ctx, { name, city, country, timeZone })),
    team: ({ name = `Team ${++made}` } = {}) => world.as(system, (ctx) => addTeam(ctx, { name })),
    apiToken: async ({ scopes = [...permissions], by } = {}) => {
      const maker = by ?? (await member({ role: "administrator" }));
      const actor = await world.as(system, (ctx) => memberActor(ctx, maker.id));
      const { id, token } = await world.as(actor, (ctx) => addApiToken(ctx, { name: `Token ${++made}`, scopes }));
      return { id, bearer: token };
    },
  };
};
