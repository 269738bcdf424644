import "./customers.css";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowUpRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Customer, CustomerLine } from "../../../../contract/customers.ts";
import * as customers from "../../../../contract/customers.ts";
import { localeNames } from "../../../ui/src/i18n.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { InlineText } from "../../../ui/src/parts/InlineText.tsx";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";
import { useNow } from "../../../ui/src/parts/use-now.ts";
import { useRead } from "../../../ui/src/query.ts";
import { date } from "../../../ui/src/times.ts";
import { useTopics } from "../../../ui/src/use-live.tsx";
import { useCan } from "../shell/me.tsx";
import { CustomerEdit } from "./CustomerEdit.tsx";
import { Identifiers } from "./Identifiers.tsx";
import { useCustomerName } from "./name.ts";
import { Suggestions } from "./Suggestions.tsx";
import { Summaries } from "./Summaries.tsx";
import { useChangeCustomer } from "./use-change-customer.ts";

interface CardProps {
  readonly customerId: string;
  readonly line?: CustomerLine;
  /** On the customer's own page: the name is the heading of the page, and no way leads there. */
  readonly main?: boolean;
  /** The name is the heading of what is on screen. */
  readonly heads?: boolean;
}

/** Who the customer is: name, how to reach, what is proved, since when. `line` is what is known until all is read. */
export function CustomerCard({ customerId, line, main = false, heads = main }: CardProps) {
  const read = useRead(customers.get, { customerId });
  const customer = read.data;
  // News come under the leaf that they are of.
  useTopics(...(customer?.leafIds ?? [customerId]).map((leafId) => `customer:${leafId}`));
  return (
    <div className="customer-card">
      <CardHead customer={customer} line={line} customerId={customerId} main={main} heads={heads} />
      {read.isError && customer === undefined && <Failed error={read.error} retry={read.refetch} />}
      {read.isPending && <Rows count={3} height={26} />}
      {customer !== undefined && (
        <>
          <Identifiers customer={customer} />
          <Suggestions customer={customer} />
          <Summaries customer={customer} />
        </>
      )}
    </div>
  );
}

interface HeadProps {
  readonly customer: Customer | undefined;
  readonly line: CustomerLine | undefined;
  readonly customerId: string;
  readonly main: boolean;
  readonly heads: boolean;
}

function CardHead({ customer, line, customerId, main, heads }: HeadProps) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const nameOf = useCustomerName();
  const change = useChangeCustomer();
  const may = useCan("customers.write");
  const known = customer ?? line;
  const email = customer?.identifiers.find(({ ns }) => ns === "email")?.value ?? line?.email ?? null;
  const phone = customer?.identifiers.find(({ ns }) => ns === "phone")?.value ?? line?.phone ?? null;
  const name = nameOf({ id: customerId, name: known?.name ?? null, email, phone });
  const editable = may && customer !== undefined;
  const Heading = heads ? "h1" : "h2";
  return (
    <header className="customer-head">
      <Face name={known?.name ?? null} size={44} />
      <div className="customer-name">
        <Heading className="customer-title">
          <InlineText
            value={customer?.name ?? ""}
            label={t("customer.rename")}
            maxLength={200}
            change={editable ? (next) => change(customer, { name: next }) : undefined}
          >
            {name}
          </InlineText>
        </Heading>
        <p className="customer-since">
          {known !== undefined &&
            [
              known.known ? t("customer.known") : t("customer.unknown"),
              t("customer.since", { date: date(new Date(known.createdAt), now, i18n.language) }),
              customer === undefined || customer.locale === null ? null : localeNames[customer.locale],
              customer === undefined || customer.birthDate === null
                ? null
                : t("customer.born", { date: date(new Date(`${customer.birthDate}T12:00:00Z`), now, i18n.language) }),
            ]
              .filter((part) => part !== null)
              .join(" · ")}
        </p>
      </div>
      {editable && <CustomerEdit customer={customer} />}
      {!main && (
        <Tooltip label={t("customer.open")}>
          <ActionIcon
            size={32}
            aria-label={t("customer.open")}
            renderRoot={(props) => <Link to="/customers/$customerId" params={{ customerId }} {...props} />}
          >
            <IconArrowUpRight size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </header>
  );
}
