import { useTranslation } from "react-i18next";
import { channelLook } from "../channels.ts";

/** Icon and word of a channel in its colour; `short` keeps the word for readers of the screen only. */
export function ChannelMark({
  channel,
  short = false,
  size = 14,
}: {
  channel: string;
  short?: boolean;
  size?: number;
}) {
  const { t } = useTranslation();
  const look = channelLook(channel);
  const Icon = look.icon;
  return (
    <span className="channel-mark" style={{ color: look.hue }} title={short ? t(look.name) : undefined}>
      <Icon size={size} stroke={1.9} aria-hidden />
      <span className={short ? "for-readers" : undefined}>{t(look.name)}</span>
    </span>
  );
}
