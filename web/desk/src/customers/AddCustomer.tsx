import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { useDo } from "../../../ui/src/query.ts";

/** Add a customer by hand; what is typed stays a claim until it is proved. */
export function AddCustomer() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={open}>
        {t("customers.add")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("customers.add")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <AddForm close={close} />
      </Modal>
    </>
  );
}

function AddForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [fields, setFields] = useState({ name: "", email: "", phone: "" });
  const add = useDo(customers.add, {
    done: (customer) => {
      close();
      void navigate({ to: "/customers/$customerId", params: { customerId: customer.id } });
    },
  });
  const filled = Object.entries(fields).filter(([, value]) => value.trim() !== "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.run(Object.fromEntries(filled));
      }}
    >
      <Stack gap="sm">
        {(["name", "email", "phone"] as const).map((field) => (
          <TextInput
            key={field}
            data-autofocus={field === "name"}
            type={field === "email" ? "email" : field === "phone" ? "tel" : "text"}
            label={t(`customers.${field}`)}
            value={fields[field]}
            onChange={(event) => setFields({ ...fields, [field]: event.currentTarget.value })}
          />
        ))}
        <span className="section-none">{t("customers.add_hint")}</span>
        {add.error && (
          <span role="alert" className="form-error">
            {t(`refusal.${add.error.code}`)}
          </span>
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={filled.length === 0} loading={add.pending}>
            {t("common.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
