import { z } from "zod";

/** Everything that can be allowed. Which role holds which is data (`staff.role_permission`). */
export const permissions = [
  "customers.read",
  "customers.write",
  "customers.merge",
  "conversations.read",
  "conversations.reply",
  "conversations.manage",
  "staff.manage",
  "settings.manage",
  "intake.manage",
  "tokens.manage",
  "audit.read",
] as const;
export const Permission = z.enum(permissions);
export type Permission = z.infer<typeof Permission>;

export const roles = ["agent", "branch", "supervisor", "marketer", "director", "administrator"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
