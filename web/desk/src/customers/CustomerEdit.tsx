import { ActionIcon, Button, Popover, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../../../contract/customers.ts";
import { localeNames, locales } from "../../../ui/src/i18n.ts";
import { useChangeCustomer } from "./use-change-customer.ts";

/** Birth date and language; the name is changed in its place. */
export function CustomerEdit({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      position="bottom-end"
      width={260}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon size={32} aria-label={t("customer.edit")} onClick={toggle}>
          <IconPencil size={16} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <EditForm customer={customer} close={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function EditForm({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useTranslation();
  const change = useChangeCustomer();
  const [birthDate, setBirthDate] = useState(customer.birthDate ?? "");
  const [locale, setLocale] = useState(customer.locale);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change(customer, { birthDate: birthDate === "" ? null : birthDate, ...(locale === null ? {} : { locale }) });
        close();
      }}
    >
      <Stack gap="sm">
        <TextInput
          type="date"
          label={t("customer.birth_date")}
          value={birthDate}
          onChange={(event) => setBirthDate(event.currentTarget.value)}
        />
        <Select
          label={t("customer.language")}
          data={locales.map((value) => ({ value, label: localeNames[value] }))}
          value={locale}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => setLocale(locales.find((known) => known === value) ?? null)}
        />
        <Button type="submit">{t("common.save")}</Button>
      </Stack>
    </form>
  );
}
