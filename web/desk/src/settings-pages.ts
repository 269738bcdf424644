/** The pages of the settings, in the order in which they are shown. */
export const settingsPages = [
  "profile",
  "sessions",
  "members",
  "places",
  "tokens",
  "mail",
  "sites",
  "set-aside",
  "blocked",
  "sources",
  "rejected",
] as const;

export type SettingsPageName = (typeof settingsPages)[number];
