import { ActionIcon, Anchor, Group, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconCheck, IconUser } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import { CopyText } from "../../../../ui/src/parts/CopyText.tsx";
import { InlineText } from "../../../../ui/src/parts/InlineText.tsx";
import { useCustomerName } from "../../customers/name.ts";
import { useCan } from "../../shell/me.tsx";
import { useChangeMatter } from "../use-change-matter.ts";
import { MatterMenu } from "./MatterMenu.tsx";
import { OwnerPicker } from "./OwnerPicker.tsx";
import { StatePicker } from "./StatePicker.tsx";
import { TeamPicker } from "./TeamPicker.tsx";

/** What the matter is about, its number, who takes care of it, and what can be done with it. */
export function MatterHead({ detail, split }: { detail: MatterDetail; split: () => void }) {
  const { t } = useTranslation();
  const { view } = useParams({ from: "/signed/inbox/$view" });
  const navigate = useNavigate();
  const nameOf = useCustomerName();
  const change = useChangeMatter();
  const may = useCan("conversations.reply");
  const { matter, customer, joinedInto } = detail;
  const showCustomer = () => navigate({ to: ".", search: (before) => ({ ...before, panel: "customer" }) });
  return (
    <header className="matter-head">
      <Link
        to="/inbox/$view"
        params={{ view }}
        search={(before) => before}
        className="matter-back"
        aria-label={t("matter.back")}
      >
        <IconArrowLeft size={20} aria-hidden />
      </Link>
      <div className="matter-about">
        <Group gap={6} wrap="nowrap" className="matter-title">
          <h1 className="matter-subject">
            <InlineText
              value={matter.subject}
              label={t("matter.rename")}
              maxLength={300}
              change={may ? (subject) => change(matter, { subject }) : undefined}
            >
              {matter.subject}
            </InlineText>
          </h1>
          <span className="matter-number">#{matter.number}</span>
          <CopyText value={`#${matter.number}`} what={`#${matter.number}`} />
        </Group>
        <div className="matter-care">
          <StatePicker matter={matter} disabled={!may} pick={(state) => change(matter, { state })} />
          <OwnerPicker matter={matter} disabled={!may} pick={(assigneeId) => change(matter, { assigneeId })} />
          <TeamPicker matter={matter} disabled={!may} pick={(teamId) => change(matter, { teamId })} />
          {joinedInto !== null && (
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  to="/inbox/$view/$customerId/$matterId"
                  params={{ view, customerId: joinedInto.customerId, matterId: joinedInto.id }}
                  {...props}
                />
              )}
            >
              {t("matter.joined_into", { number: joinedInto.number })}
            </Anchor>
          )}
        </div>
      </div>
      <Group gap={4} wrap="nowrap" className="matter-actions">
        <Tooltip label={t("matter.show_customer", { name: nameOf(customer) })}>
          <ActionIcon
            size={34}
            className="matter-show-customer"
            aria-label={t("matter.show_customer", { name: nameOf(customer) })}
            onClick={showCustomer}
          >
            <IconUser size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        {may && matter.state !== "closed" && (
          <Tooltip label={`${t("matter.close")} (E)`}>
            <ActionIcon size={34} aria-label={t("matter.close")} onClick={() => change(matter, { state: "closed" })}>
              <IconCheck size={19} stroke={1.9} />
            </ActionIcon>
          </Tooltip>
        )}
        <MatterMenu detail={detail} split={split} />
      </Group>
    </header>
  );
}
