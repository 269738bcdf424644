import { Alert, Button, Group, Modal, Stack, Table } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MergePreview } from "../../../../contract/customers.ts";
import * as customers from "../../../../contract/customers.ts";
import { localeNames } from "../../../ui/src/i18n.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { StandingMark } from "../../../ui/src/parts/StandingMark.tsx";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { useCustomerName } from "./name.ts";
import { isMachineId, namespaceIcons } from "./namespaces.ts";
import { useMerge } from "./use-merge.ts";

/** Both records side by side, what one person of them would be, and what speaks against it. */
export function MergeDialog({ into, other, close }: { into: string; other: string; close: () => void }) {
  const { t } = useTranslation();
  const read = useRead(customers.previewMerge, { customerId: into, otherId: other }, { staleTime: 0 });
  const merge = useMerge(close);
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t("merge.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {read.isPending && <Rows count={5} height={36} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data && <Preview preview={read.data} />}
      <Group justify="flex-end" mt="lg">
        <span className="section-none">{t("merge.can_be_undone")}</span>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button
          data-autofocus
          disabled={!read.isSuccess}
          loading={merge.pending}
          onClick={() => merge.run(into, other)}
        >
          {t("merge.do")}
        </Button>
      </Group>
    </Modal>
  );
}

function Preview({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const { into, other, result, warnings, identifiers, contents } = preview;
  const machines = identifiers.filter(({ ns }) => isMachineId(ns)).length;
  return (
    <Stack gap="md">
      {warnings.length > 0 && (
        <Alert
          className="merge-warning"
          color="orange"
          icon={<IconAlertTriangle size={18} />}
          title={<span className="merge-warning-title">{t("merge.warning")}</span>}
        >
          {warnings.map((warning) => (
            <div key={warning}>{t(`merge.warnings.${warning}`, { defaultValue: warning.replaceAll("_", " ") })}</div>
          ))}
        </Alert>
      )}
      <div className="merge-two">
        {[into, other].map((customer) => (
          <div key={customer.id} className="merge-one">
            <Face name={customer.name} size={36} />
            <div>
              <div className="line-title">{nameOf(customer)}</div>
              <div className="line-detail">
                {[customer.email, customer.phone].filter(Boolean).join(" · ")} <Time at={customer.lastSeenAt} />
              </div>
            </div>
          </div>
        ))}
      </div>
      <Table withRowBorders={false} verticalSpacing={4} className="merge-table">
        <Table.Tbody>
          <Table.Tr>
            <Table.Th scope="row">{t("merge.result_name")}</Table.Th>
            <Table.Td>{result.name ?? "—"}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{t("customer.birth_date")}</Table.Th>
            <Table.Td>{result.birthDate ?? "—"}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{t("customer.language")}</Table.Th>
            <Table.Td>{result.locale === null ? "—" : localeNames[result.locale]}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{t("customer.identifiers")}</Table.Th>
            <Table.Td>
              <ul className="identifiers">
                {identifiers
                  .filter(({ ns }) => !isMachineId(ns))
                  .map(({ ns, value, standing, leafId }) => {
                    const Icon = namespaceIcons[ns];
                    return (
                      <li key={`${ns} ${value} ${leafId}`} className="identifier">
                        <Icon size={15} stroke={1.7} aria-label={t(`namespace.${ns}`)} />
                        <span className="identifier-value">{value}</span>
                        <StandingMark standing={standing} />
                      </li>
                    );
                  })}
                {machines > 0 && <li className="section-none">{t("customer.devices", { count: machines })}</li>}
              </ul>
            </Table.Td>
          </Table.Tr>
          {contents.map(({ room, key, into: a, other: b }) => (
            <Table.Tr key={`${room} ${key}`}>
              <Table.Th scope="row">
                {t(`contents.${room}.${key}`, { defaultValue: key.replaceAll("_", " ") })}
              </Table.Th>
              <Table.Td>
                {a} + {b}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
