import { channelIcon } from "../shared/icons.tsx";

const hue = (channel: string | null) => (channel === null ? "transparent" : `var(--${channelIcon(channel)})`);

/** The colour of the thread's line here and, where it changes, the colour it comes from. */
export const strand = (channel: string | null, before: string | null = null) => ({
  "--strand": hue(channel),
  "--before": hue(before),
});
