import type { ColumnType, Generated, Selectable } from "kysely";
import type { Locale } from "../../../../contract/http.ts";
import type { Permission, Role } from "../../../../contract/permissions.ts";
import type { Member } from "../../../../contract/staff.ts";
import type { Ctx } from "../../platform/ctx.ts";

type Constant<T> = ColumnType<T, T, never>;

export type Tables = {
  "staff.branch": { id: Constant<string>; name: string; city: string; country: string; time_zone: string };
  "staff.team": { id: Constant<string>; name: string };
  "staff.member": {
    id: Constant<string>;
    name: string;
    email: string;
    password_hash: string | null;
    photo_file_id: string | null;
    languages: string[];
    locale: Locale;
    branch_id: string | null;
    team_id: string | null;
    role: Role;
    active: Generated<boolean>;
    version: Generated<number>;
    created_at: Constant<Date>;
  };
  "staff.role_permission": { role: Role; permission: Permission };
  "staff.session": {
    token_hash: Constant<Buffer>;
    id: Constant<string>;
    member_id: Constant<string>;
    user_agent: Constant<string>;
    ip: string;
    created_at: Constant<Date>;
    last_seen_at: Date;
    connected_at: Date | null;
  };
  "staff.api_token": {
    token_hash: Constant<Buffer>;
    id: Constant<string>;
    member_id: Constant<string>;
    name: Constant<string>;
    scopes: Constant<Permission[]>;
    created_at: Constant<Date>;
    last_used_at: Date | null;
  };
  "staff.link": {
    token_hash: Constant<Buffer>;
    purpose: Constant<"owner" | "invitation" | "reset">;
    member_id: Constant<string | null>;
    expires_at: Constant<Date>;
  };
  "staff.wrong_try": { account_hash: Constant<Buffer>; since: Date; tries: number };
  "staff.demo_person": { member_id: Constant<string>; password: Constant<string> };
  "staff.audit_entry": {
    customer_id: Constant<string>;
    at: Constant<Date>;
    id: Constant<string>;
    actor: Constant<string>;
    action: Constant<string>;
    detail: ColumnType<Record<string, unknown>, string, never>;
  };
};

export type MemberRow = Selectable<Tables["staff.member"]>;

/** This room's tables, and only these, on the current transaction. */
export const db = (ctx: Ctx) => ctx.tx.withTables<Tables>();

/** Where a member's photo is read, below `/api`; the file's id in it makes a new photo a new address. */
export const photoOf = (row: Pick<MemberRow, "id" | "photo_file_id">): string | null =>
  row.photo_file_id === null ? null : `/api/members/${row.id}/photo?v=${row.photo_file_id.slice(-8)}`;

export const toMember = (row: MemberRow): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  photo: photoOf(row),
  languages: row.languages,
  branchId: row.branch_id,
  teamId: row.team_id,
  role: row.role,
  active: row.active,
  version: row.version,
});
