import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { More } from "../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { usePages } from "../../../ui/src/query.ts";

/** Who saw and changed what of a customer, newest first. */
export function Audit({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const list = usePages(staff.audit, { customerId });
  if (list.isPending) return <Rows count={6} height={30} />;
  if (list.isError && list.items.length === 0) return <Failed error={list.error} retry={list.refetch} />;
  if (list.items.length === 0) return <Nothing title={t("audit.empty")} />;
  return (
    <>
      <Table verticalSpacing={6} mt="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("audit.at")}</Table.Th>
            <Table.Th>{t("audit.who")}</Table.Th>
            <Table.Th>{t("audit.what")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.items.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>
                <Time at={entry.at} full />
              </Table.Td>
              <Table.Td>{entry.actorName}</Table.Td>
              <Table.Td>
                {t(`audit.action.${entry.action.replaceAll(".", "_")}`, { defaultValue: entry.action })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <More list={list} />
    </>
  );
}
