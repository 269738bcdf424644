import { useTranslation } from "react-i18next";
import type { CustomerLine } from "../../../../contract/customers.ts";

/** What a customer is called: name, else address, else phone, else "visitor" with the end of the id. */
export function useCustomerName(): (customer: Pick<CustomerLine, "id" | "name" | "email" | "phone">) => string {
  const { t } = useTranslation();
  return ({ id, name, email, phone }) => name ?? email ?? phone ?? t("customer.visitor", { mark: id.slice(-4) });
}
