import { ActionIcon, Button, Group, Popover, Select, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDevices, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Customer, Identifier } from "../../../../contract/customers.ts";
import * as customers from "../../../../contract/customers.ts";
import { CopyText } from "../../../ui/src/parts/CopyText.tsx";
import { StandingMark } from "../../../ui/src/parts/StandingMark.tsx";
import { keyOf, useDo } from "../../../ui/src/query.ts";
import { useCan } from "../shell/me.tsx";
import { isMachineId, namespaceIcons } from "./namespaces.ts";
import { Section } from "./Section.tsx";

const order = { proved: 0, shared: 1, claimed: 2, blocked: 3 } as const;

/** How the customer is known: what is proved first, what was only said after; devices as a number. */
export function Identifiers({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const may = useCan("customers.write");
  const shown = distinct(customer.identifiers.filter(({ ns }) => !isMachineId(ns)));
  const devices = customer.identifiers.filter(({ ns }) => ns === "device").length;
  return (
    <Section title={t("customer.identifiers")} action={may && <AddIdentifier customerId={customer.id} />}>
      {shown.length + devices === 0 && <p className="section-none">{t("customer.no_identifiers")}</p>}
      <ul className="identifiers">
        {shown.map((identifier) => {
          const Icon = namespaceIcons[identifier.ns];
          return (
            <li key={`${identifier.ns} ${identifier.value}`} className="identifier">
              <Icon size={15} stroke={1.7} aria-label={t(`namespace.${identifier.ns}`)} />
              <span className="identifier-value" title={identifier.value}>
                {identifier.value}
              </span>
              <CopyText value={identifier.value} what={identifier.value} />
              <StandingMark standing={identifier.standing} />
            </li>
          );
        })}
        {devices > 0 && (
          <li className="identifier">
            <IconDevices size={15} stroke={1.7} aria-hidden />
            <span className="identifier-value">{t("customer.devices", { count: devices })}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}

/** The same value over several leaves once, with its best standing. */
function distinct(identifiers: readonly Identifier[]): Identifier[] {
  const best = new Map<string, Identifier>();
  for (const identifier of identifiers) {
    const key = `${identifier.ns} ${identifier.value}`;
    const known = best.get(key);
    if (known === undefined || order[identifier.standing] < order[known.standing]) best.set(key, identifier);
  }
  return [...best.values()].sort((a, b) => order[a.standing] - order[b.standing]);
}

function AddIdentifier({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [opened, { toggle, close }] = useDisclosure();
  const [ns, setNs] = useState<"email" | "phone" | "card">("email");
  const [value, setValue] = useState("");
  const add = useDo(customers.addIdentifier, {
    done: (customer) => {
      cache.setQueryData(keyOf(customers.get, { customerId }), customer);
      setValue("");
      close();
    },
  });
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      position="bottom-end"
      width={290}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          size="sm"
          aria-label={t("customer.add_identifier")}
          title={t("customer.add_identifier")}
          onClick={toggle}
        >
          <IconPlus size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.run({ customerId, ns, value });
          }}
        >
          <Select
            aria-label={t("customer.identifier_kind")}
            data={(["email", "phone", "card"] as const).map((kind) => ({ value: kind, label: t(`namespace.${kind}`) }))}
            value={ns}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(kind) => setNs(kind === "phone" || kind === "card" ? kind : "email")}
          />
          <TextInput
            mt="xs"
            required
            data-autofocus
            aria-label={t("customer.identifier_value")}
            value={value}
            error={add.error && t(`refusal.${add.error.code}`)}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Group justify="space-between" mt="xs" gap="xs">
            <span className="section-none">{t("customer.identifier_hint")}</span>
            <Button type="submit" size="xs" loading={add.pending}>
              {t("common.add")}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
