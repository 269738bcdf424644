import { Modal, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { onLeftovers, type Unmerged } from "./leftovers.ts";
import { useCustomerName } from "./name.ts";

/** After an unmerge: the people that result, and what both wrote while they were one, each with its link. */
export function LeftoversDialog() {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const [result, setResult] = useState<Unmerged | null>(null);
  useEffect(() => onLeftovers(setResult), []);
  const close = () => setResult(null);
  return (
    <Modal
      opened={result !== null}
      onClose={close}
      title={t("merge.leftovers")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Text size="sm" mb="sm">
        {t("merge.leftovers_hint")}
      </Text>
      <ul className="lines">
        {result?.leftovers.map((leftover) => (
          <li key={leftover.id}>
            <Link
              to="/inbox/$view/$customerId/$matterId"
              params={{ view: "all", customerId: leftover.customerId, matterId: leftover.id }}
              className="line"
              onClick={close}
            >
              <span className="line-title">{leftover.title}</span>
              <span className="line-detail">{t("merge.foreign", { count: leftover.foreign })}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Text size="sm" fw={600} mt="md">
        {t("merge.people_now")}
      </Text>
      <ul className="lines">
        {result?.customers.map((customer) => (
          <li key={customer.id}>
            <Link to="/customers/$customerId" params={{ customerId: customer.id }} className="line" onClick={close}>
              <span className="line-title">{nameOf(customer)}</span>
              <span className="line-detail">{customer.email ?? customer.phone}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
