import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Channel, InboxOrder, InboxView, MatterLine, MatterState } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { usePages } from "../../../../ui/src/query.ts";

/** Which states the list shows; open unless chosen otherwise. */
export type StateFilter = MatterState | "any";

/** The inbox as the address says it: view, filters, the matter that is open; and its lines. */
export function useInbox() {
  const { view } = useParams({ from: "/signed/inbox/$view" });
  const { state = "open", channel, order = "newest" } = useSearch({ from: "/signed/inbox/$view" });
  const { matterId } = useParams({ strict: false });
  const navigate = useNavigate();
  const list = usePages(conversations.inbox, {
    view,
    ...(state === "any" ? {} : { state }),
    ...(channel === undefined ? {} : { channel }),
    ...(order === "newest" ? {} : { order }),
  });
  const searchOf = (shown: { state: StateFilter; channel: Channel | undefined; order: InboxOrder }) => ({
    state: shown.state === "open" ? undefined : shown.state,
    channel: shown.channel,
    order: shown.order === "newest" ? undefined : shown.order,
  });
  const search = searchOf({ state, channel, order });
  return {
    view,
    state,
    channel,
    order,
    openId: matterId,
    list,
    search,
    setView: (next: InboxView) => navigate({ to: "/inbox/$view", params: { view: next }, search }),
    filter: (next: { state?: StateFilter; channel?: Channel | undefined; order?: InboxOrder }) =>
      navigate({ to: ".", search: searchOf({ state, channel, order, ...next }), replace: true }),
    open: (line: MatterLine) =>
      navigate({
        to: "/inbox/$view/$customerId/$matterId",
        params: { view, customerId: line.customerId, matterId: line.id },
        search,
      }),
    close: () => navigate({ to: "/inbox/$view", params: { view }, search }),
  };
}

export type InboxState = ReturnType<typeof useInbox>;
