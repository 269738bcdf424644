import "./timeline.css";
import { IconPointFilled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "../../../../contract/customers.ts";
import * as customers from "../../../../contract/customers.ts";
import { channelLook } from "../../../ui/src/channels.ts";
import { More } from "../../../ui/src/parts/More.tsx";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { usePages } from "../../../ui/src/query.ts";
import { useCan } from "../shell/me.tsx";
import { useEventWords } from "./event-words.ts";
import { Section } from "./Section.tsx";

/** Everything that happened over all channels, newest first; like page views in a row are one line. */
export function Timeline({ customerId, full = false }: { customerId: string; full?: boolean }) {
  const { t } = useTranslation();
  const list = usePages(customers.timeline, { customerId });
  return (
    <Section title={t("customer.timeline")}>
      {list.isPending && <Rows count={6} height={30} />}
      {list.isError && list.items.length === 0 && <Failed error={list.error} retry={list.refetch} />}
      {list.isSuccess && list.items.length === 0 && <p className="section-none">{t("customer.no_timeline")}</p>}
      <ol className="timeline">
        {list.items.map((entry) => (
          <Line key={entry.id} entry={entry} full={full} />
        ))}
      </ol>
      <More list={list} />
    </Section>
  );
}

function Line({ entry, full }: { entry: TimelineEntry; full: boolean }) {
  const { t } = useTranslation();
  const words = useEventWords();
  const reads = useCan("conversations.read");
  const look = entry.channel === null ? null : channelLook(entry.channel);
  const Icon = look?.icon ?? IconPointFilled;
  const { title, detail } = words(entry);
  return (
    <li className="timeline-entry" style={{ "--strand": look?.hue ?? "var(--line-strong)" } as React.CSSProperties}>
      <span className="timeline-knot">
        <Icon size={look === null ? 9 : 13} stroke={2} aria-hidden />
        {look !== null && <span className="for-readers">{t(look.name)}</span>}
      </span>
      <span className="timeline-title">
        {reads && typeof entry.data.number === "number" ? (
          <Link to="/m/$number" params={{ number: String(entry.data.number) }} className="timeline-link">
            {title}
          </Link>
        ) : (
          title
        )}
        {entry.count > 1 && <span className="timeline-count">×{entry.count}</span>}
      </span>
      <Time at={entry.at} full={full} className="timeline-time" />
      {(detail !== null || entry.actorName !== null) && (
        <span className="timeline-detail">{[detail, entry.actorName].filter((part) => part !== null).join(" · ")}</span>
      )}
    </li>
  );
}
