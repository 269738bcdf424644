import type { Role } from "../../../../contract/permissions.ts";

/** What a member's fields were and became. */
export type MemberChanges = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

declare module "../../platform/events.ts" {
  interface CompanyEventTypes {
    "member.added": { memberId: string; role: Role };
    "member.changed": { memberId: string; changes: MemberChanges };
  }
}
