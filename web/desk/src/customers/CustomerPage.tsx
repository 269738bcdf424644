import { Tabs } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { Failed } from "../../../ui/src/parts/states.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { brand } from "../../../ui/src/theme.ts";
import { useCan } from "../shell/me.tsx";
import { Audit } from "./Audit.tsx";
import { CustomerCard } from "./CustomerCard.tsx";
import { Merges } from "./Merges.tsx";
import { Timeline } from "./Timeline.tsx";

interface Props {
  readonly customerId: string;
  /** What later rooms show of the customer. */
  readonly matters: ReactNode | null;
  /** What can be begun with the customer from here. */
  readonly actions: ReactNode;
}

/** Everything about one customer: card at the side, timeline and matters in the middle, who looked at it. */
export function CustomerPage({ customerId, matters, actions }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab = "timeline" } = useSearch({ from: "/signed/customers/$customerId" });
  const audits = useCan("audit.read");
  useDocumentTitle(`${t("customer.title")} · ${brand.product}`);
  const show = (next: string | null) =>
    navigate({
      to: ".",
      search: { tab: next === "matters" || next === "audit" ? next : undefined },
      replace: true,
    });
  const read = useRead(customers.get, { customerId });
  if (read.isError && read.data === undefined)
    return (
      <div className="page">
        <h1 className="for-readers">{t("customer.title")}</h1>
        <Failed error={read.error} retry={read.refetch} />
      </div>
    );
  return (
    <div className="customer-page">
      <aside className="customer-side" aria-label={t("customer.title")}>
        <CustomerCard customerId={customerId} main />
        <Merges customerId={customerId} />
      </aside>
      <div className="customer-main page">
        <Tabs value={tab} onChange={show} keepMounted={false}>
          <div className="customer-bar">
            <Tabs.List>
              <Tabs.Tab value="timeline">{t("customer.timeline")}</Tabs.Tab>
              {matters !== null && <Tabs.Tab value="matters">{t("customer.matters")}</Tabs.Tab>}
              {audits && <Tabs.Tab value="audit">{t("customer.audit")}</Tabs.Tab>}
            </Tabs.List>
            <div className="customer-actions">{actions}</div>
          </div>
          <Tabs.Panel value="timeline">
            <Timeline customerId={customerId} full />
          </Tabs.Panel>
          <Tabs.Panel value="matters">{matters}</Tabs.Panel>
          {audits && (
            <Tabs.Panel value="audit">
              <Audit customerId={customerId} />
            </Tabs.Panel>
          )}
        </Tabs>
      </div>
    </div>
  );
}
