import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Storage } from "../shared/storage.ts";
import type { Store } from "../shared/store.ts";
import { useSurroundings } from "../shared/surroundings.ts";
import { useStore } from "../shared/use-store.ts";
import type { Conversation } from "./conversation.ts";
import { Launcher } from "./Launcher.tsx";
import { unseen } from "./lines.ts";
import { Panel } from "./Panel.tsx";
import { Peek } from "./Peek.tsx";

interface WidgetProps {
  readonly chat: Conversation;
  readonly drafts: Storage;
  /** Whether the launcher is to be seen at all; an open chat always is. */
  readonly visible: Store<{ readonly shown: boolean }>;
}

/** The chat in the corner of the page: launcher, what is new, and the panel. */
export function Widget({ chat, drafts, visible }: WidgetProps) {
  const { t, config } = useSurroundings();
  const state = useStore(chat.store);
  const { shown } = useStore(visible);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const news = unseen(state.thread?.messages ?? [], state.seen);
  const newest = news.at(-1);

  useLayoutEffect(() => {
    if (wasOpen.current && !state.open) launcher.current?.focus();
    wasOpen.current = state.open;
  }, [state.open]);

  return (
    <div class="corner">
      {state.open && (
        <Panel
          chat={chat}
          state={state}
          staffed={state.thread?.staffed ?? config.staffed}
          drafts={drafts}
          onClose={() => chat.setOpen(false)}
        />
      )}
      <div role="status" class="sr">
        {!state.open && news.length > 0 ? t("unread", { n: news.length }) : ""}
      </div>
      {!state.open && shown && newest !== undefined && newest.id !== dismissed && (
        <Peek message={newest} onOpen={() => chat.setOpen(true)} onDismiss={() => setDismissed(newest.id)} />
      )}
      {(shown || state.open) && (
        <Launcher
          open={state.open}
          unread={news.length}
          buttonRef={launcher}
          onClick={() => chat.setOpen(!state.open)}
        />
      )}
    </div>
  );
}
