/** Outlines on a grid of 24, drawn with the colour of the text around them. */
const shapes = {
  chat: "M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5ZM9 12h8",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  back: "M15 6l-6 6 6 6",
  more: "M6 11.5v1M12 11.5v1M18 11.5v1",
  send: "M12 19V5M6 11l6-6 6 6",
  attach: "M15 7l-6 6a2 2 0 0 0 3 3l6-6a3 3 0 0 0-6-6l-6 6a5 5 0 0 0 8 8l6-6",
  file: "M14 3v5h5M7 3h7l5 5v13H7zM10 13h6M10 17h6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
  again: "M20 11a8 8 0 1 0-.7 4M20 4v7h-7",
  devices: "M3 5h13v4M3 5v10h9M8 19h4M15 11h6v9h-6z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 20a8 8 0 0 1 16 0",
  leave: "M10 4H5v16h5M15 8l4 4-4 4M19 12H9",
  email: "M3 6h18v12H3zM3 7l9 6 9-6",
  form: "M5 4h14v16H5zM8 8h8M8 12h8M8 16h4",
  phone: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2Z",
  branch: "M4 10v10h16V10M3 10l2-6h14l2 6ZM10 20v-6h4v6",
} as const;

export type IconName = keyof typeof shapes;

/** A picture beside a word or on a labelled button; never read aloud. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={shapes[name]} />
  </svg>
);

export type ChannelName = "email" | "form" | "phone" | "branch" | "chat";

/** The channel by which its picture, its colour and its name are found; what we do not know yet looks like a chat. */
export const channelIcon = (channel: string): ChannelName =>
  channel === "email" || channel === "form" || channel === "phone" || channel === "branch" ? channel : "chat";
