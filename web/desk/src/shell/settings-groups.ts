import type { Permission } from "../../../../contract/permissions.ts";
import type { SettingsPageName } from "../settings-pages.ts";

interface Group {
  readonly name: "own" | "company" | "channels" | "data";
  readonly pages: readonly { readonly page: SettingsPageName; readonly needs: Permission | null }[];
}

/** The pages of the settings by subject, each with the permission that it takes. */
export const settingsGroups: readonly Group[] = [
  {
    name: "own",
    pages: [
      { page: "profile", needs: null },
      { page: "sessions", needs: null },
    ],
  },
  {
    name: "company",
    pages: [
      { page: "members", needs: "staff.manage" },
      { page: "places", needs: "staff.manage" },
      { page: "tokens", needs: "tokens.manage" },
    ],
  },
  {
    name: "channels",
    pages: [
      { page: "mail", needs: "settings.manage" },
      { page: "sites", needs: "settings.manage" },
      { page: "set-aside", needs: "conversations.manage" },
      { page: "blocked", needs: "conversations.manage" },
    ],
  },
  {
    name: "data",
    pages: [
      { page: "sources", needs: "settings.manage" },
      { page: "rejected", needs: "intake.manage" },
    ],
  },
];
