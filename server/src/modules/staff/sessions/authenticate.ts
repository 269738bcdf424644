import { sql } from "kysely";
import type { Permission } from "../../../../../contract/permissions.ts";
import type { Actor, Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import type { Credentials } from "../../../platform/house.ts";
import { hashToken } from "../../../platform/ids.ts";
import { permissionsOf } from "../members/permissions-of.ts";
import { db, type MemberRow } from "../tables.ts";
import { TOKEN_PREFIX } from "../tokens/add-api-token.ts";

const SEEN_EVERY_MS = 60_000;

const asActor = (row: MemberRow, permissions: ReadonlySet<Permission>, sessionId: string | null): Actor => ({
  kind: "member",
  id: row.id,
  name: row.name,
  permissions,
  teamId: row.team_id,
  branchId: row.branch_id,
  locale: row.locale,
  sessionId,
});

/** The member behind a session cookie or an API token; null when neither is one of ours or the member is inactive. */
export async function authenticate(ctx: Ctx, credentials: Credentials): Promise<Actor | null> {
  if (credentials.session !== undefined) return bySession(ctx, hashToken(credentials.session));
  if (credentials.bearer !== undefined) return byToken(ctx, hashToken(credentials.bearer), credentials);
  return null;
}

async function bySession(ctx: Ctx, hash: Buffer): Promise<Actor | null> {
  const row = await db(ctx)
    .selectFrom("staff.session as s")
    .innerJoin("staff.member as m", "m.id", "s.member_id")
    .selectAll("m")
    .select(["s.id as session_id", "s.last_seen_at"])
    .select(
      sql<Permission[]>`array(select permission from staff.role_permission where role = m.role)`.as("permissions"),
    )
    .where("s.token_hash", "=", hash)
    .where("m.active", "=", true)
    .executeTakeFirst();
  if (!row) return null;
  if (ctx.now.getTime() - row.last_seen_at.getTime() > SEEN_EVERY_MS)
    await db(ctx)
      .updateTable("staff.session")
      .set({ last_seen_at: ctx.now, ip: ctx.client.ip })
      .where("token_hash", "=", hash)
      .execute();
  return asActor(row, new Set(row.permissions), row.session_id);
}

async function byToken(ctx: Ctx, hash: Buffer, credentials: Credentials): Promise<Actor | null> {
  if (credentials.bearer === "demo") {
    if (!(ctx.settings.demo && credentials.direct)) return null;
  } else if (!credentials.bearer?.startsWith(TOKEN_PREFIX)) return null;
  const row = await db(ctx)
    .selectFrom("staff.api_token as t")
    .innerJoin("staff.member as m", "m.id", "t.member_id")
    .selectAll("m")
    .select(["t.scopes", "t.last_used_at"])
    .where("t.token_hash", "=", hash)
    .where("m.active", "=", true)
    .executeTakeFirst();
  if (!row) return null;
  if (row.last_used_at === null || ctx.now.getTime() - row.last_used_at.getTime() > SEEN_EVERY_MS)
    await db(ctx)
      .updateTable("staff.api_token")
      .set({ last_used_at: ctx.now })
      .where("token_hash", "=", hash)
      .execute();
  const held = await permissionsOf(ctx, row.role);
  return asActor(row, new Set(row.scopes.filter((scope) => held.has(scope))), null);
}

/** A member as an actor, for what the house itself does in a member's name (the demo company, rules that assign). */
export async function memberActor(ctx: Ctx, memberId: string): Promise<Actor> {
  const query = db(ctx).selectFrom("staff.member").selectAll().where("id", "=", memberId).where("active", "=", true);
  const row = found(await query.executeTakeFirst());
  return asActor(row, await permissionsOf(ctx, row.role), null);
}
