import { Badge, Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { Listing } from "../shell/Listing.tsx";
import { Page } from "../shell/Page.tsx";
import { browserName } from "./browser-name.ts";

/** One's own open sessions, each to be ended. */
export function Sessions() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const read = useRead(staff.sessions, {}, { staleTime: 0 });
  const revoke = useDo(staff.revokeSession, {
    done: () => {
      told(t("sessions.ended"));
      void cache.invalidateQueries({ queryKey: [staff.sessions.id] });
    },
    failed: toldRefusal,
  });
  return (
    <Page title={t("settings.page.sessions")} hint={t("sessions.hint")}>
      <Listing
        read={read}
        empty={null}
        columns={[
          {
            name: t("sessions.browser"),
            cell: ({ userAgent }) => <span title={userAgent}>{browserName(userAgent)}</span>,
          },
          { name: t("sessions.address"), cell: ({ ip }) => ip },
          { name: t("sessions.begun"), cell: ({ createdAt }) => <Time at={createdAt} full /> },
          { name: t("sessions.last"), cell: ({ lastSeenAt }) => <Time at={lastSeenAt} full /> },
          {
            name: t("common.actions"),
            acts: true,
            cell: ({ id, current }) =>
              current ? (
                <Badge>{t("sessions.this")}</Badge>
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => revoke.run({ sessionId: id })}>
                  {t("sessions.end")}
                </Button>
              ),
          },
        ]}
      />
    </Page>
  );
}
