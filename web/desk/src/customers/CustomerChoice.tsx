import { Stack, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { More } from "../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { usePages } from "../../../ui/src/query.ts";
import { useCustomerName } from "./name.ts";

/** Find and choose a customer. */
export function CustomerChoice({ except, pick }: { except: string; pick: (customerId: string) => void }) {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query.trim(), 150);
  const list = usePages(customers.list, asked === "" ? {} : { q: asked });
  const found = list.items.filter(({ id }) => id !== except);
  return (
    <Stack gap="xs">
      <TextInput
        data-autofocus
        leftSection={<IconSearch size={16} />}
        placeholder={t("customers.search")}
        aria-label={t("customers.search")}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div className="choices">
        {list.isPending && <Rows count={4} height={44} />}
        {list.isError && <Failed error={list.error} retry={list.refetch} />}
        {list.isSuccess && found.length === 0 && <Nothing title={t("search.nothing")} />}
        {found.map((customer) => (
          <UnstyledButton key={customer.id} className="choice" onClick={() => pick(customer.id)}>
            <span className="choice-title">{nameOf(customer)}</span>
            <span className="choice-detail">
              {customer.email !== null && <span>{customer.email}</span>}
              {customer.phone !== null && <span>{customer.phone}</span>}
              <Time at={customer.lastSeenAt} />
            </span>
          </UnstyledButton>
        ))}
        <More list={list} />
      </div>
    </Stack>
  );
}
