import { ActionIcon, Indicator, Menu, UnstyledButton } from "@mantine/core";
import { useDocumentTitle, useOs } from "@mantine/hooks";
import { spotlight } from "@mantine/spotlight";
import { IconFilter, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import * as conversations from "../../../../../contract/conversations.ts";
import { channelLook } from "../../../../ui/src/channels.ts";
import { count } from "../../../../ui/src/numbers.ts";
import { MenuChoice } from "../../../../ui/src/parts/MenuChoice.tsx";
import { useRead } from "../../../../ui/src/query.ts";
import { brand } from "../../../../ui/src/theme.ts";
import type { InboxState, StateFilter } from "./use-inbox.ts";

const states: readonly StateFilter[] = ["open", "waiting", "closed", "any"];

/** Views with their live counts, the way to the search, and the filters. */
export function InboxHead({ inbox }: { inbox: InboxState }) {
  const { t, i18n } = useTranslation();
  const apple = ["macos", "ios"].includes(useOs());
  const counts = useRead(conversations.counts, {});
  const mine = counts.data?.mine ?? 0;
  useDocumentTitle(`${mine > 0 ? `(${mine}) ` : ""}${t("inbox.title")} · ${brand.product}`);
  return (
    <header className="inbox-head">
      <div className="inbox-tools">
        <UnstyledButton className="inbox-search" onClick={spotlight.open}>
          <IconSearch size={15} stroke={1.8} aria-hidden />
          <span>{t("inbox.search")}</span>
          <kbd>{apple ? "⌘K" : "Ctrl K"}</kbd>
        </UnstyledButton>
        <Filters inbox={inbox} />
      </div>
      <nav className="inbox-views" aria-label={t("inbox.views")}>
        {conversations.InboxView.options.map((view) => (
          <Link
            key={view}
            to="/inbox/$view"
            params={{ view }}
            search={inbox.search}
            className="inbox-view"
            aria-current={view === inbox.view ? "page" : undefined}
          >
            {t(`inbox.view.${view}`)}
            <span className="inbox-count">{counts.data ? count(counts.data[view], i18n.language) : "·"}</span>
          </Link>
        ))}
      </nav>
    </header>
  );
}

function Filters({ inbox }: { inbox: InboxState }) {
  const { t } = useTranslation();
  const set = inbox.state !== "open" || inbox.channel !== undefined || inbox.order !== "newest";
  return (
    <Menu position="bottom-end" width={220}>
      <Indicator disabled={!set} size={8} offset={4}>
        <Menu.Target>
          <ActionIcon size={34} variant="default" aria-label={t("inbox.filters")}>
            <IconFilter size={17} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
      </Indicator>
      <Menu.Dropdown>
        <Menu.Label>{t("inbox.state")}</Menu.Label>
        {states.map((state) => (
          <MenuChoice
            key={state}
            stays
            value={state}
            checked={inbox.state === state}
            pick={() => inbox.filter({ state })}
          >
            {t(`state.${state}`)}
          </MenuChoice>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("inbox.order")}</Menu.Label>
        {conversations.InboxOrder.options.map((order) => (
          <MenuChoice
            key={order}
            stays
            value={order}
            checked={inbox.order === order}
            pick={() => inbox.filter({ order })}
          >
            {t(`inbox.${order}`)}
          </MenuChoice>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("inbox.channel")}</Menu.Label>
        {[undefined, ...conversations.channels].map((channel) => {
          const look = channel === undefined ? undefined : channelLook(channel);
          const Icon = look?.icon;
          return (
            <MenuChoice
              key={channel ?? "any"}
              stays
              value={channel ?? "any"}
              checked={inbox.channel === channel}
              icon={Icon && <Icon size={16} color={look?.hue ?? "inherit"} aria-hidden />}
              pick={() => inbox.filter({ channel })}
            >
              {look === undefined ? t("channel.any") : t(look.name)}
            </MenuChoice>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
