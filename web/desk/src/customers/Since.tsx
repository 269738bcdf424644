import { useTranslation } from "react-i18next";
import { useNow } from "../../../ui/src/parts/use-now.ts";
import { date } from "../../../ui/src/times.ts";

/** Since when somebody is a customer, as a word beside the name. */
export function Since({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  return <span className="customer-soft">{t("customer.since", { date: date(new Date(at), now, i18n.language) })}</span>;
}
