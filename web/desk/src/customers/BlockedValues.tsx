import { Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { identifierNamespaces, Namespace } from "../../../../contract/customers.ts";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { BlockList } from "../shell/BlockList.tsx";

/** Values that never identify a person, e.g. an address that a whole office writes from. */
export function BlockedValues() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [ns, setNs] = useState<string | null>(null);
  const [kind, setKind] = useState<"exact" | "pattern">("exact");
  const [value, setValue] = useState("");
  const read = useRead(customers.blockedValues, {});
  const readAgain = () => void cache.invalidateQueries({ queryKey: [customers.blockedValues.id] });
  const again = useDo(customers.blockValue, { done: readAgain, failed: toldRefusal });
  const block = useDo(customers.blockValue, {
    done: () => {
      setValue("");
      readAgain();
    },
  });
  const unblock = useDo(customers.unblockValue, {
    done: (_, { blockedId }) => {
      const former = read.data?.items.find(({ id }) => id === blockedId);
      readAgain();
      told(
        t("blocked.unblocked"),
        former && (() => again.run({ ns: former.ns, kind: former.kind, value: former.value })),
      );
    },
    failed: toldRefusal,
  });
  return (
    <BlockList
      title={t("blocked.values")}
      hint={t("blocked.values_hint")}
      block={() => block.run({ ns: ns === null ? null : Namespace.parse(ns), kind, value })}
      pending={block.pending}
      fields={
        <>
          <Select
            clearable
            w={170}
            label={t("customer.identifier_kind")}
            placeholder={t("blocked.any_kind")}
            data={identifierNamespaces.map((known) => ({ value: known, label: t(`namespace.${known}`) }))}
            value={ns}
            onChange={setNs}
          />
          <Select
            w={170}
            allowDeselect={false}
            label={t("blocked.match")}
            data={[
              { value: "exact", label: t("blocked.exact") },
              { value: "pattern", label: t("blocked.pattern") },
            ]}
            value={kind}
            onChange={(next) => setKind(next === "pattern" ? "pattern" : "exact")}
          />
          <TextInput
            required
            withAsterisk={false}
            w={240}
            maw="100%"
            placeholder={kind === "pattern" ? "@example\\.com$" : "office@example.com"}
            label={t("customer.identifier_value")}
            value={value}
            error={block.error && t(`refusal.${block.error.code}`)}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        </>
      }
      read={read}
      empty={<p className="section-none">{t("blocked.no_values")}</p>}
      columns={[
        {
          name: t("customer.identifier_value"),
          cell: (blocked) => <span className="line-title">{blocked.value}</span>,
        },
        {
          name: t("customer.identifier_kind"),
          cell: (blocked) => (blocked.ns === null ? t("blocked.any_kind") : t(`namespace.${blocked.ns}`)),
        },
        { name: t("blocked.match"), cell: (blocked) => t(`blocked.${blocked.kind}`) },
      ]}
      nameOf={(blocked) => blocked.value}
      unblock={({ id }) => unblock.run({ blockedId: id })}
    />
  );
}
