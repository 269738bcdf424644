import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import * as conversations from "../../../../contract/conversations.ts";
import { ChannelMark } from "../../../ui/src/parts/ChannelMark.tsx";
import { More } from "../../../ui/src/parts/More.tsx";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { usePages } from "../../../ui/src/query.ts";
import { Section } from "../customers/Section.tsx";
import { lastView } from "./last-view.ts";

/** The matters of a customer over all channels, last spoken first. */
export function MattersOf({ customerId, except }: { customerId: string; except?: string }) {
  const { t } = useTranslation();
  const list = usePages(conversations.ofCustomer, { customerId });
  const others = list.items.filter((line) => line.id !== except);
  const title = except === undefined ? t("customer.matters") : t("customer.other_matters");
  if (list.isSuccess && others.length === 0)
    return (
      <Section title={title}>
        <p className="section-none">{t("customer.no_matters")}</p>
      </Section>
    );
  return (
    <Section title={title}>
      {list.isPending && <Rows count={2} height={40} />}
      {list.isError && <Failed error={list.error} retry={list.refetch} />}
      <ul className="lines">
        {others.map((line) => (
          <li key={line.id}>
            <Link
              to="/inbox/$view/$customerId/$matterId"
              params={{ view: lastView(), customerId: line.customerId, matterId: line.id }}
              className="line"
            >
              <span className="line-title">{line.subject}</span>
              <span className="line-detail">
                <span>#{line.number}</span>
                <span data-state={line.state}>{t(`state.${line.state}`)}</span>
                {line.channels.map((channel) => (
                  <ChannelMark key={channel} channel={channel} short />
                ))}
                <Time at={line.lastAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <More list={list} />
    </Section>
  );
}
