import "./customers.css";
import { Badge, Switch, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconAddressBook, IconSearch } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { More } from "../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { usePages } from "../../../ui/src/query.ts";
import { useTopics } from "../../../ui/src/use-live.tsx";
import { useCan } from "../shell/me.tsx";
import { Page } from "../shell/Page.tsx";
import { AddCustomer } from "./AddCustomer.tsx";
import { useCustomerName } from "./name.ts";

/** All customers, last seen first; found by name without diacritics, address, phone in any form. */
export function CustomersPage() {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const navigate = useNavigate();
  const { q, anonymous } = useSearch({ from: "/signed/customers" });
  const [typed, setTyped] = useState(q ?? "");
  const ask = useDebouncedCallback((text: string) => {
    void navigate({ to: "/customers", search: { q: text.trim() || undefined, anonymous }, replace: true });
  }, 180);
  const list = usePages(customers.list, {
    ...(q === undefined ? {} : { q }),
    anonymous: anonymous === true,
  });
  useTopics("customer");
  const writes = useCan("customers.write");
  return (
    <Page title={t("customers.title")} action={writes && <AddCustomer />}>
      <div className="customers-tools">
        <TextInput
          type="search"
          leftSection={<IconSearch size={16} stroke={1.8} />}
          placeholder={t("customers.search")}
          aria-label={t("customers.search")}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            ask(event.currentTarget.value);
          }}
        />
        <Switch
          label={t("customers.anonymous")}
          checked={anonymous === true}
          onChange={(event) =>
            navigate({
              to: "/customers",
              search: { q, anonymous: event.currentTarget.checked || undefined },
              replace: true,
            })
          }
        />
      </div>
      {list.isPending && <Rows count={10} height={48} />}
      {list.isError && list.items.length === 0 && <Failed error={list.error} retry={list.refetch} />}
      {list.isSuccess && list.items.length === 0 && (
        <Nothing
          icon={<IconAddressBook size={34} stroke={1.2} />}
          title={q === undefined ? t("customers.empty") : t("customers.not_found", { q })}
          hint={q === undefined ? t("customers.empty_hint") : t("customers.not_found_hint")}
        />
      )}
      <ul className="customer-rows">
        {list.items.map((customer) => (
          <li key={customer.id}>
            <Link to="/customers/$customerId" params={{ customerId: customer.id }} className="customer-row">
              <Face name={customer.name} size={32} />
              <span className="customer-row-name">
                {nameOf(customer)}
                {!customer.known && (
                  <Badge size="xs" ml={8} color="gray">
                    {t("customer.unknown")}
                  </Badge>
                )}
              </span>
              <span className="customer-row-soft">{customer.email}</span>
              <span className="customer-row-soft">{customer.phone}</span>
              <Time at={customer.lastSeenAt} className="customer-row-soft customer-row-time" />
            </Link>
          </li>
        ))}
      </ul>
      <More list={list} />
    </Page>
  );
}
