import {
  IconBuildingStore,
  IconClipboardText,
  IconDeviceMobile,
  IconMail,
  IconMessageCircle,
  IconPhone,
  IconWorld,
  type TablerIcon,
} from "@tabler/icons-react";

/** How a channel looks and is called everywhere: list, filter, thread, timeline, report. */
export interface ChannelLook {
  readonly icon: TablerIcon;
  /** A CSS colour that reads on both surfaces. */
  readonly hue: string;
  /** Translation key of the name. */
  readonly name: string;
}

/** The one table of channels. Colour is never the only carrier: icon and word go with it. */
export const channelLooks = {
  form: { icon: IconClipboardText, hue: "light-dark(#8333f0, #b78cff)", name: "channel.form" },
  email: { icon: IconMail, hue: "light-dark(#1864c7, #74b0ff)", name: "channel.email" },
  chat: { icon: IconMessageCircle, hue: "light-dark(#1f7a36, #5fcf7c)", name: "channel.chat" },
  phone: { icon: IconPhone, hue: "light-dark(#ad4a06, #ffa15c)", name: "channel.phone" },
  web: { icon: IconWorld, hue: "light-dark(#5c6670, #a3adb8)", name: "channel.web" },
  app: { icon: IconDeviceMobile, hue: "light-dark(#5c6670, #a3adb8)", name: "channel.app" },
  branch: { icon: IconBuildingStore, hue: "light-dark(#b3255f, #ff86b3)", name: "channel.branch" },
} as const satisfies Record<string, ChannelLook>;

export type ChannelName = keyof typeof channelLooks;

/** How a channel looks; what we do not know yet looks like a form. */
export const channelLook = (channel: string): ChannelLook =>
  channel in channelLooks ? channelLooks[channel as ChannelName] : channelLooks.form;
