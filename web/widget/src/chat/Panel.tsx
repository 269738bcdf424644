import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/icons.tsx";
import { RichText } from "../shared/RichText.tsx";
import type { Storage } from "../shared/storage.ts";
import { useSurroundings } from "../shared/surroundings.ts";
import { About } from "./About.tsx";
import { Composer } from "./Composer.tsx";
import { type ChatState, type Conversation, messagesOf } from "./conversation.ts";
import { Forget } from "./Forget.tsx";
import { Header } from "./Header.tsx";
import { Log } from "./Log.tsx";
import { linesOf } from "./lines.ts";
import { Menu, type Place } from "./Menu.tsx";
import { Notices } from "./Notices.tsx";
import { Prove } from "./Prove.tsx";
import { fillPhone, isPhone, keepFocus } from "./phone.ts";

interface PanelProps {
  readonly chat: Conversation;
  readonly state: ChatState;
  readonly staffed: boolean;
  readonly drafts: Storage;
  readonly onClose: () => void;
}

/** The open chat: the talk, or one of the pages behind its menu. */
export function Panel({ chat, state, staffed, drafts, onClose }: PanelProps) {
  const { t, config } = useSurroundings();
  const [place, setPlace] = useState<Place>("chat");
  const [dropping, setDropping] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const { thread } = state;
  const lines = linesOf(messagesOf(state), state.outgoing, state.reachable, chat.names);

  useEffect(() => (panel.current === null ? undefined : fillPhone(panel.current)), []);
  // Before the panel is seen: keys pressed meanwhile would go to the button that opened it, and close it again.
  useLayoutEffect(() => {
    // On a phone the keyboard would cover the greeting; it comes when the customer touches the field.
    const field = place === "chat" ? ".write textarea" : ".page input, .page button";
    const target = isPhone() ? null : panel.current?.querySelector<HTMLElement>(field);
    (target ?? panel.current)?.focus();
  }, [place]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      if (place === "chat") onClose();
      else setPlace("chat");
    } else if (event.key === "Tab" && isPhone()) keepFocus(event, panel.current);
  };
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const back = () => setPlace("chat");

  return (
    <div
      class="panel"
      role="dialog"
      aria-label={config.company}
      aria-modal={isPhone()}
      tabIndex={-1}
      ref={panel}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (place !== "chat" || !carriesFiles(event)) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!panel.current?.contains(event.relatedTarget as Node | null)) setDropping(false);
      }}
      onDrop={(event) => {
        setDropping(false);
        if (place !== "chat" || !carriesFiles(event)) return;
        event.preventDefault();
        chat.picks.add([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {place === "chat" ? (
        <>
          <Header
            face={thread?.face ?? null}
            staffed={staffed}
            onClose={onClose}
            menu={<Menu known={thread !== null} onGo={setPlace} />}
          />
          <Log chat={chat} lines={lines} typing={state.typing}>
            <p class="greeting">
              <RichText text={config.greeting} />
            </p>
          </Log>
          <Notices state={state} staffed={staffed} onLeaveAddress={() => setPlace("about")} />
          <Composer chat={chat} drafts={drafts} />
          {dropping && <div class="drop">{t("drop")}</div>}
        </>
      ) : (
        <>
          <div class="head">
            <button type="button" class="plain" aria-label={t("back")} onClick={back}>
              <Icon name="back" />
            </button>
            <div class="who">
              <h2>{t(place)}</h2>
            </div>
            <button type="button" class="plain" aria-label={t("close")} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          {place === "prove" && <Prove chat={chat} known={thread?.claimed ?? ""} onDone={back} />}
          {place === "about" && <About chat={chat} thread={thread} onProve={() => setPlace("prove")} onDone={back} />}
          {place === "forget" && <Forget chat={chat} onDone={back} />}
        </>
      )}
    </div>
  );
}
