import { useHotkeys } from "@mantine/hooks";
import type { MatterLine } from "../../../../../contract/conversations.ts";
import { whenFree } from "../../../../ui/src/parts/when-free.ts";
import { useCan, useMe } from "../../shell/me.tsx";
import { useChangeMatter } from "../use-change-matter.ts";
import type { InboxState } from "./use-inbox.ts";

/**
 * The keys of the inbox. `at` is the matter that is open or, with none open, the one under the cursor; `show` moves the
 * cursor. While a matter is open, moving opens the next one.
 */
export function useInboxKeys(
  inbox: InboxState,
  at: string | null,
  show: (line: MatterLine, index: number) => void,
): void {
  const change = useChangeMatter();
  const me = useMe();
  const may = useCan("conversations.reply");
  const items = inbox.list.items;
  const index = items.findIndex((line) => line.id === at);
  const go = (step: number) => {
    const next = index < 0 ? 0 : index + step;
    const line = items[next];
    if (line === undefined) return;
    show(line, next);
    if (inbox.openId !== undefined) void inbox.open(line);
  };
  const line = items[index];
  const close = () => {
    if (!may || line === undefined || line.state === "closed") return;
    change(line, { state: "closed" });
    // Whoever closes by key works down the list.
    const next = items[index + 1] ?? items[index - 1];
    if (inbox.openId === undefined || inbox.openId !== line.id) return;
    void (next === undefined ? inbox.close() : inbox.open(next));
  };
  const take = () => {
    if (may && line !== undefined && line.assigneeId !== me.id) change(line, { assigneeId: me.id });
  };
  const none = inbox.openId === undefined;
  useHotkeys([
    ["j", whenFree(() => go(1))],
    ["k", whenFree(() => go(-1))],
    ["ArrowDown", whenFree(() => none && go(1)), { preventDefault: none }],
    ["ArrowUp", whenFree(() => none && go(-1)), { preventDefault: none }],
    ["Enter", whenFree(() => none && line !== undefined && inbox.open(line)), { preventDefault: false }],
    ["Escape", whenFree(() => !none && inbox.close()), { preventDefault: false }],
    ["e", whenFree(close)],
    ["a", whenFree(take)],
  ]);
}
