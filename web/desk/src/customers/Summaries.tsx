import { useTranslation } from "react-i18next";
import type { Customer } from "../../../../contract/customers.ts";
import { count } from "../../../ui/src/numbers.ts";
import { Time } from "../../../ui/src/parts/Time.tsx";

/** What each room knows of the customer, as a short list of labelled figures. */
export function Summaries({ customer }: { customer: Customer }) {
  const { t, i18n } = useTranslation();
  const items = customer.summaries.flatMap(({ room, items: figures }) =>
    figures.map((figure) => ({ room, ...figure })),
  );
  if (items.length === 0) return null;
  return (
    <dl className="figures">
      {items.map(({ room, key, value, at }) => (
        <div key={`${room} ${key}`}>
          <dt>{t(`summary.${room}.${key}`, { defaultValue: key.replaceAll("_", " ") })}</dt>
          <dd>
            {typeof value === "number" ? count(value, i18n.language) : value}
            {value === null && at !== null && <Time at={at} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
