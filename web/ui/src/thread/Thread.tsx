import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { channelLook } from "../channels.ts";
import { useNow } from "../parts/use-now.ts";
import { clock, dayName } from "../times.ts";

/** A history as one vertical line; entries, day marks and crossings are its children. */
export function Thread({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className="thread" aria-label={label}>
      {children}
    </ol>
  );
}

interface EntryProps {
  /** The channel in whose colour the line runs here. */
  readonly channel: string | null;
  /** What sits on the line: the channel's icon unless another is given. */
  readonly icon?: TablerIcon;
  /** Continues the entry above by the same person: no icon, closer. */
  readonly follows?: boolean;
  readonly tone?: "theirs" | "ours" | "note" | "system";
  readonly id?: string;
  readonly children: ReactNode;
}

/** One knot on the line with its content beside it. */
export function Entry({ channel, icon, follows = false, tone = "theirs", id, children }: EntryProps) {
  const look = channel === null ? null : channelLook(channel);
  const Icon = icon ?? look?.icon;
  return (
    <li
      className={`thread-entry thread-${tone}${follows ? " thread-follows" : ""}`}
      style={{ "--strand": look?.hue ?? "var(--line-strong)" } as React.CSSProperties}
      id={id}
    >
      <span className="thread-strand" aria-hidden />
      {Icon !== undefined && !follows && (
        <span className="thread-knot" aria-hidden>
          <Icon size={14} stroke={2} />
        </span>
      )}
      <div className="thread-body">{children}</div>
    </li>
  );
}

/** The mark where the talk went over from one channel to another: the strands cross, and words say it. */
export function Crossing({ from, to, at }: { from: string; to: string; at: string }) {
  const { t, i18n } = useTranslation();
  const [a, b] = [channelLook(from), channelLook(to)];
  return (
    <li className="thread-crossing">
      <svg viewBox="0 0 44 34" width="44" height="34" aria-hidden>
        <title>{t("thread.crossing_short")}</title>
        <path d="M22 0 C22 14 34 18 34 29" stroke={a.hue} className="thread-leaves" />
        <path d="M34 5 C34 16 22 20 22 34" stroke={b.hue} className="thread-enters" />
      </svg>
      <span className="thread-crossing-words">
        {t("thread.crossing", {
          from: t(`${a.name}_from`),
          to: t(`${b.name}_to`),
          time: clock(new Date(at), i18n.language),
        })}
      </span>
    </li>
  );
}

/** The name of the day on which what follows happened. */
export function Day({ at, channel }: { at: string; channel: string | null }) {
  const { i18n } = useTranslation();
  const now = useNow();
  return (
    <li
      className="thread-day"
      style={{ "--strand": channel === null ? "transparent" : channelLook(channel).hue } as React.CSSProperties}
    >
      <span className="thread-strand" aria-hidden />
      <span>{dayName(new Date(at), now, i18n.language)}</span>
    </li>
  );
}
