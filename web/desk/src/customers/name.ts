import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CustomerLine } from "../../../../contract/customers.ts";

type Called = Pick<CustomerLine, "id" | "name" | "email" | "phone">;

/** What a customer is called: name, else address, else phone, else "visitor" with the end of the id. */
export const customerName = (t: TFunction, { id, name, email, phone }: Called): string =>
  name ?? email ?? phone ?? t("customer.visitor", { mark: id.slice(-4) });

/** The same in the language of the screen. */
export function useCustomerName(): (customer: Called) => string {
  const { t } = useTranslation();
  return (customer) => customerName(t, customer);
}
