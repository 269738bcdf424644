import { IconLock } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Nothing } from "../../../ui/src/parts/states.tsx";
import { Blocked } from "../conversations/settings/Blocked.tsx";
import { MailAddresses } from "../conversations/settings/MailAddresses.tsx";
import { SetAside } from "../conversations/settings/SetAside.tsx";
import { Sites } from "../conversations/settings/Sites.tsx";
import { Rejected } from "../intake/Rejected.tsx";
import { Sources } from "../intake/Sources.tsx";
import type { SettingsPageName } from "../settings-pages.ts";
import { Members } from "../staff/Members.tsx";
import { Places } from "../staff/Places.tsx";
import { Profile } from "../staff/Profile.tsx";
import { Sessions } from "../staff/Sessions.tsx";
import { Tokens } from "../staff/Tokens.tsx";
import { useMe } from "./me.tsx";
import { Page } from "./Page.tsx";
import { settingsGroups } from "./settings-groups.ts";

const pages: Record<SettingsPageName, ComponentType> = {
  profile: Profile,
  sessions: Sessions,
  members: Members,
  places: Places,
  tokens: Tokens,
  mail: MailAddresses,
  sites: Sites,
  "set-aside": SetAside,
  blocked: Blocked,
  sources: Sources,
  rejected: Rejected,
};

/** The page of the settings that the address names. */
export function SettingsPage() {
  const { page } = useParams({ from: "/signed/settings/$page" });
  const { t } = useTranslation();
  const { permissions } = useMe();
  const needs = settingsGroups.flatMap((group) => group.pages).find((known) => known.page === page)?.needs ?? null;
  if (needs !== null && !permissions.includes(needs))
    return (
      <Page title={t(`settings.page.${page}`)}>
        <Nothing icon={<IconLock size={34} stroke={1.2} />} title={t("refusal.not_allowed")} />
      </Page>
    );
  const Shown = pages[page];
  return <Shown />;
}
