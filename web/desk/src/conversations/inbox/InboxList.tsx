import { Button } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Nothing, Rows } from "../../../../ui/src/parts/states.tsx";
import { useCan } from "../../shell/me.tsx";
import { InboxRow } from "./InboxRow.tsx";
import { useHoldPlace } from "./use-hold-place.ts";
import type { InboxState } from "./use-inbox.ts";
import { useInboxKeys } from "./use-inbox-keys.ts";

const ROW = 84;
const NEAR_END = 12;

/** The lines of the inbox; only those in sight are drawn, further ones are read on the way. */
export function InboxList({ inbox }: { inbox: InboxState }) {
  const { t } = useTranslation();
  const { list } = inbox;
  const box = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const rows = useVirtualizer({
    count: list.items.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    getItemKey: (index) => list.items[index]?.id ?? index,
    overscan: 8,
  });
  useHoldPlace(box, list.items, ROW);
  useInboxKeys(inbox, inbox.openId ?? cursor, (line, index) => {
    setCursor(line.id);
    rows.scrollToIndex(index);
  });
  const lastShown = rows.getVirtualItems().at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (lastShown >= list.items.length - NEAR_END && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [lastShown, list.items.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (list.isPending) return <Rows count={8} height={68} />;
  if (list.isError && list.items.length === 0) return <Failed error={list.error} retry={list.refetch} />;
  if (list.items.length === 0) return <Empty inbox={inbox} />;
  return (
    <div className="inbox-scroll" ref={box}>
      <ul style={{ height: rows.getTotalSize() }} aria-label={t(`inbox.view.${inbox.view}`)}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const line = list.items[index];
          return (
            line !== undefined && (
              <li key={key} style={{ transform: `translateY(${start}px)`, height: ROW }}>
                <InboxRow line={line} inbox={inbox} atCursor={cursor === line.id} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function Empty({ inbox }: { inbox: InboxState }) {
  const { t } = useTranslation();
  const connects = useCan("settings.manage");
  const filtered = inbox.state !== "open" || inbox.channel !== undefined;
  const icon = <IconInbox size={34} stroke={1.2} color="var(--ink-soft)" aria-hidden />;
  if (filtered)
    return (
      <Nothing icon={icon} title={t("inbox.empty_filtered")}>
        <Button variant="default" size="xs" mt={6} onClick={() => inbox.filter({ state: "open", channel: undefined })}>
          {t("inbox.clear_filters")}
        </Button>
      </Nothing>
    );
  const next = inbox.view === "mine" ? "unassigned" : "all";
  return (
    <Nothing icon={icon} title={t(`inbox.empty.${inbox.view}`)} hint={t(`inbox.empty_hint.${inbox.view}`)}>
      {inbox.view === "all" && connects && (
        <Button
          variant="default"
          size="xs"
          mt={6}
          renderRoot={(props) => <Link to="/settings/$page" params={{ page: "sites" }} {...props} />}
        >
          {t("inbox.connect")}
        </Button>
      )}
      {inbox.view !== "all" && (
        <Button variant="default" size="xs" mt={6} onClick={() => inbox.setView(next)}>
          {t(`inbox.go_to.${next}`)}
        </Button>
      )}
    </Nothing>
  );
}
