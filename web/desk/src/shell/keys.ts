const OPEN = "splot:keys";

/** Keys and the translation key of what each does, in the order in which they are shown. */
export const keyTable = [
  { keys: ["⌘", "K"], does: "keys.search" },
  { keys: ["J"], does: "keys.next" },
  { keys: ["K"], does: "keys.previous" },
  { keys: ["↵"], does: "keys.open" },
  { keys: ["A"], does: "keys.take" },
  { keys: ["E"], does: "keys.close" },
  { keys: ["R"], does: "keys.reply" },
  { keys: ["N"], does: "keys.note" },
  { keys: ["⌘", "↵"], does: "keys.send" },
  { keys: ["Z"], does: "keys.undo" },
  { keys: ["Esc"], does: "keys.back" },
  { keys: ["?"], does: "keys.help" },
] as const;

/** Show the table of keys. */
export const openKeys = (): void => void window.dispatchEvent(new Event(OPEN));
export const keysEvent = OPEN;
