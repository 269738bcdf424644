import "./history.css";
import { IconMessages } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { More } from "../../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../../ui/src/parts/states.tsx";
import { usePages } from "../../../../ui/src/query.ts";
import { Crossing, Day, Thread } from "../../../../ui/src/thread/Thread.tsx";
import type { Where } from "../matter-cache.ts";
import { useOutgoing } from "../outbox.ts";
import { layOut } from "./entries.ts";
import { MessageEntry } from "./MessageEntry.tsx";
import { OutgoingEntry } from "./OutgoingEntry.tsx";
import { Typing } from "./Typing.tsx";
import { useSeen } from "./use-seen.ts";

interface Props {
  readonly where: Where;
  readonly detail: MatterDetail | undefined;
  /** While messages are chosen for a split: which are, and how to change that. */
  readonly choosing: { chosen: ReadonlySet<string>; choose: (next: ReadonlySet<string>) => void } | null;
}

/**
 * The whole thread over all channels. The scrolling box grows upwards (its content is laid out from the bottom), so older
 * messages read on the way up push nothing.
 */
export function History({ where, detail, choosing }: Props) {
  const { t } = useTranslation();
  const list = usePages(conversations.messages, { ...where });
  const outgoing = useOutgoing(where.matterId);
  const box = useRef<HTMLDivElement>(null);
  const messages = useMemo(() => [...list.items].reverse(), [list.items]);
  const subject = detail?.matter.subject ?? "";
  const rows = useMemo(() => layOut(messages, subject), [messages, subject]);
  useSeen(where, list.items[0]);
  const mine = outgoing.length;
  useEffect(() => {
    // What one has just written is always shown.
    if (mine > 0) box.current?.scrollTo({ top: 0 });
  }, [mine]);
  const strand = rows.at(-1);
  const current = strand?.kind === "message" ? strand.channel : null;
  const toggle = (id: string) => {
    const next = new Set(choosing?.chosen);
    if (!next.delete(id)) next.add(id);
    choosing?.choose(next);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <div className="history" ref={box} tabIndex={0} role="log" aria-label={t("thread.title")} aria-live="off">
      <div className="history-content">
        {list.isPending && <Rows count={4} height={84} />}
        {list.isError && list.items.length === 0 && <Failed error={list.error} retry={list.refetch} />}
        {list.isSuccess && messages.length + mine === 0 && (
          <Nothing icon={<IconMessages size={32} stroke={1.2} />} title={t("thread.empty")} />
        )}
        <More list={list} />
        <Thread label={t("thread.title")}>
          {rows.map((row) => {
            if (row.kind === "day") return <Day key={`day-${row.at}`} at={row.at} channel={row.channel} />;
            if (row.kind === "crossing")
              return <Crossing key={`cross-${row.id}`} from={row.from} to={row.to} at={row.at} />;
            const { id } = row.message;
            const choice = choosing && { chosen: choosing.chosen.has(id), toggle: () => toggle(id) };
            return <MessageEntry key={id} row={row} choice={choice} />;
          })}
          {outgoing.map((item) => (
            <OutgoingEntry key={item.key} item={item} channel={current} />
          ))}
        </Thread>
        <Typing matterId={where.matterId} customer={detail?.customer.name ?? null} />
      </div>
    </div>
  );
}
