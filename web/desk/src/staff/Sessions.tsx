import { Badge, Button, Table } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
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
      {read.isPending && <Rows count={3} height={40} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data && (
        <div className="table-box">
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("sessions.browser")}</Table.Th>
                <Table.Th>{t("sessions.address")}</Table.Th>
                <Table.Th>{t("sessions.begun")}</Table.Th>
                <Table.Th>{t("sessions.last")}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {read.data.items.map((session) => (
                <Table.Tr key={session.id}>
                  <Table.Td title={session.userAgent}>{browserName(session.userAgent)}</Table.Td>
                  <Table.Td>{session.ip}</Table.Td>
                  <Table.Td>
                    <Time at={session.createdAt} full />
                  </Table.Td>
                  <Table.Td>
                    <Time at={session.lastSeenAt} full />
                  </Table.Td>
                  <Table.Td ta="right">
                    {session.current ? (
                      <Badge>{t("sessions.this")}</Badge>
                    ) : (
                      <Button size="compact-sm" variant="default" onClick={() => revoke.run({ sessionId: session.id })}>
                        {t("sessions.end")}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Page>
  );
}
