import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { MatterLine } from "../../../../../contract/conversations.ts";
import { ChannelMark } from "../../../../ui/src/parts/ChannelMark.tsx";
import { Face } from "../../../../ui/src/parts/Face.tsx";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { useCustomerName } from "../../customers/name.ts";
import { useMembers } from "../../staff/use-people.ts";
import type { InboxState } from "./use-inbox.ts";

/** One matter in the inbox: who, about what, the last words, by which channels, who takes care. */
export function InboxRow({ line, inbox, atCursor }: { line: MatterLine; inbox: InboxState; atCursor: boolean }) {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const sign = line.unread ? "inbox.unread" : line.needsReply ? "inbox.needs_reply" : null;
  const assignee = useMembers().get(line.assigneeId ?? "");
  return (
    <Link
      to="/inbox/$view/$customerId/$matterId"
      params={{ view: inbox.view, customerId: line.customerId, matterId: line.id }}
      search={inbox.search}
      className="inbox-row"
      data-cursor={atCursor}
      data-unread={line.unread}
      aria-current={line.id === inbox.openId ? "true" : undefined}
    >
      <span className="inbox-dot" data-needs={line.needsReply} title={sign === null ? undefined : t(sign)}>
        {sign !== null && <span className="for-readers">{t(sign)}</span>}
      </span>
      <span className="inbox-who">{nameOf(line.customer)}</span>
      <span className="inbox-time">
        <Time at={line.lastAt} />
      </span>
      <span className="inbox-subject">{line.subject}</span>
      <span className="inbox-marks">
        {line.state !== "open" && <span className="inbox-state">{t(`state.${line.state}`)}</span>}
        {line.channels
          .filter((channel) => channel !== line.lastChannel)
          .map((channel) => (
            <ChannelMark key={channel} channel={channel} short />
          ))}
      </span>
      <span className="inbox-preview">
        <ChannelMark channel={line.lastChannel} size={13} />
        {line.preview}
      </span>
      <span className="inbox-owner" title={assignee?.name ?? t("matter.nobody")}>
        {assignee !== undefined && <Face name={assignee.name} photo={assignee.photo} size={20} kind="member" />}
        <span className="for-readers">{assignee?.name ?? t("matter.nobody")}</span>
      </span>
    </Link>
  );
}
