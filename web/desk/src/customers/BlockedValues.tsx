import { ActionIcon, Button, Group, Select, Table, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { identifierNamespaces, Namespace } from "../../../../contract/customers.ts";
import { Failed, Nothing, Rows } from "../../../ui/src/parts/states.tsx";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";

/** Values that never identify a person, e.g. an address that a whole office writes from. */
export function BlockedValues() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [ns, setNs] = useState<string | null>(null);
  const [kind, setKind] = useState<"exact" | "pattern">("exact");
  const [value, setValue] = useState("");
  const read = useRead(customers.blockedValues, {});
  const readAgain = () => void cache.invalidateQueries({ queryKey: [customers.blockedValues.id] });
  const block = useDo(customers.blockValue, {
    done: () => {
      setValue("");
      readAgain();
    },
  });
  const unblock = useDo(customers.unblockValue, {
    done: () => {
      readAgain();
      told(t("blocked.unblocked"));
    },
    failed: toldRefusal,
  });
  return (
    <section className="settings-part">
      <h2>{t("blocked.values")}</h2>
      <p className="section-none">{t("blocked.values_hint")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          block.run({ ns: ns === null ? null : Namespace.parse(ns), kind, value });
        }}
      >
        <Group align="flex-start" my="sm">
          <Select
            clearable
            w={170}
            aria-label={t("customer.identifier_kind")}
            placeholder={t("blocked.any_kind")}
            data={identifierNamespaces.map((known) => ({ value: known, label: t(`namespace.${known}`) }))}
            value={ns}
            onChange={setNs}
          />
          <Select
            w={150}
            allowDeselect={false}
            aria-label={t("blocked.match")}
            data={[
              { value: "exact", label: t("blocked.exact") },
              { value: "pattern", label: t("blocked.pattern") },
            ]}
            value={kind}
            onChange={(next) => setKind(next === "pattern" ? "pattern" : "exact")}
          />
          <TextInput
            required
            w={240}
            maw="100%"
            aria-label={t("customer.identifier_value")}
            value={value}
            error={block.error && t(`refusal.${block.error.code}`)}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={block.pending}>
            {t("blocked.block")}
          </Button>
        </Group>
      </form>
      {read.isPending && <Rows count={2} height={34} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data?.items.length === 0 && <Nothing title={t("blocked.no_values")} />}
      {read.data !== undefined && read.data.items.length > 0 && (
        <div className="table-box">
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {read.data.items.map((blocked) => (
                <Table.Tr key={blocked.id}>
                  <Table.Td>{blocked.ns === null ? t("blocked.any_kind") : t(`namespace.${blocked.ns}`)}</Table.Td>
                  <Table.Td>{t(`blocked.${blocked.kind}`)}</Table.Td>
                  <Table.Td fw={550}>{blocked.value}</Table.Td>
                  <Table.Td ta="right">
                    <ActionIcon
                      aria-label={t("blocked.unblock", { value: blocked.value })}
                      onClick={() => unblock.run({ blockedId: blocked.id })}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
