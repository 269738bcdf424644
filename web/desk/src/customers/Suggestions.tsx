import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Customer } from "../../../../contract/customers.ts";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { useCan } from "../shell/me.tsx";
import { MergeDialog } from "./MergeDialog.tsx";
import { useCustomerName } from "./name.ts";
import { Section } from "./Section.tsx";
import { Since } from "./Since.tsx";

/** Other records that may be the same person, each with its reason; a person decides. */
export function Suggestions({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const may = useCan("customers.merge");
  const [other, setOther] = useState<string | null>(null);
  if (customer.suggestions.length === 0) return null;
  return (
    <Section title={t("customer.suggestions")}>
      <ul className="lines">
        {customer.suggestions.map((suggestion) => (
          <li key={`${suggestion.customer.id} ${suggestion.value}`} className="line suggestion">
            <span className="line-title">{nameOf(suggestion.customer)}</span>
            <span className="line-detail">
              {t(`suggestion.${suggestion.reason}`, { value: suggestion.value })}
              <Since at={suggestion.customer.createdAt} />
              <Time at={suggestion.customer.lastSeenAt} />
            </span>
            {may && (
              <Button size="compact-xs" variant="default" onClick={() => setOther(suggestion.customer.id)}>
                {t("claim.preview")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {other !== null && <MergeDialog into={customer.id} other={other} close={() => setOther(null)} />}
    </Section>
  );
}
