import { Tooltip } from "@mantine/core";
import { IconAddressBook, IconArrowsJoin, IconInbox, IconSettings, type TablerIcon } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { brand } from "../../../ui/src/theme.ts";
import { Account } from "./Account.tsx";
import { Mark } from "./Mark.tsx";
import { useCan } from "./me.tsx";

/** The rooms that this member may enter. */
export function Rail() {
  const { t } = useTranslation();
  const reads = useCan("conversations.read");
  const customers = useCan("customers.read");
  const merges = useCan("customers.merge");
  return (
    <nav className="rail" aria-label={t("shell.rooms")}>
      <span className="rail-mark" role="img" aria-label={brand.product}>
        <Mark size={26} />
      </span>
      {reads && <Room to="/inbox" icon={IconInbox} name={t("shell.inbox")} />}
      {customers && <Room to="/customers" icon={IconAddressBook} name={t("shell.customers")} />}
      {merges && <Room to="/reviews" icon={IconArrowsJoin} name={t("shell.reviews")} />}
      <Room to="/settings" icon={IconSettings} name={t("shell.settings")} />
      <span className="rail-space" />
      <Account />
    </nav>
  );
}

function Room({ icon: Icon, name, ...link }: { icon: TablerIcon; name: string } & Pick<LinkProps, "to">) {
  return (
    <Tooltip label={name} position="right" events={{ hover: true, focus: true, touch: false }}>
      <Link {...link} className="rail-room" activeProps={{ className: "rail-here" }} activeOptions={{ exact: false }}>
        <Icon size={21} stroke={1.7} aria-hidden />
        <span className="rail-name">{name}</span>
      </Link>
    </Tooltip>
  );
}
