import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/icons.tsx";
import type { Storage } from "../shared/storage.ts";
import { useSurroundings } from "../shared/surroundings.ts";
import { useStore } from "../shared/use-store.ts";
import type { Conversation } from "./conversation.ts";
import { Picked } from "./Picked.tsx";

interface ComposerProps {
  readonly chat: Conversation;
  /** Where the unfinished text of this tab is kept. */
  readonly drafts: Storage;
}

const mostHeight = 140;

/** With a finger on glass the return key makes a new line, as everywhere there; with a keyboard it sends. */
const returnSends = () => !matchMedia("(pointer: coarse)").matches;

/** Where the customer writes: return sends, shift and return makes a new line; files are picked, pasted or dropped. */
export function Composer({ chat, drafts }: ComposerProps) {
  const { t, site } = useSurroundings();
  const draftKey = `splot.${site}.draft`;
  const [text, setText] = useState(() => drafts.get(draftKey) ?? "");
  const [sendWhenReady, setSendWhenReady] = useState(false);
  const { items } = useStore(chat.picks.store);
  const area = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const ready = items.some((one) => one.attachment !== null);
  const empty = text.trim() === "" && !ready && !chat.picks.busy;

  const write = (value: string) => {
    setText(value);
    drafts.set(draftKey, value);
  };

  const send = () => {
    if (empty) return;
    if (chat.picks.busy) {
      setSendWhenReady(true);
      return;
    }
    setSendWhenReady(false);
    chat.send(text);
    write("");
    area.current?.focus();
  };

  useEffect(() => {
    if (sendWhenReady && !chat.picks.busy) {
      setSendWhenReady(false);
      // A file that failed is for the customer to decide about; the message waits.
      if (items.every((one) => one.failed === null)) send();
    }
  });

  useLayoutEffect(() => {
    const to = area.current;
    if (to === null) return;
    to.style.setProperty("height", "auto");
    to.style.setProperty("height", `${Math.min(to.scrollHeight, mostHeight)}px`);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !returnSends()) return;
    event.preventDefault();
    send();
  };

  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    chat.picks.add(pasted);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Picked picks={chat.picks} />
      <div class="write">
        <button type="button" class="plain" aria-label={t("attach")} onClick={() => files.current?.click()}>
          <Icon name="attach" />
        </button>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          onChange={(event) => {
            chat.picks.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
            area.current?.focus();
          }}
        />
        <textarea
          ref={area}
          rows={1}
          maxLength={20_000}
          aria-label={t("write")}
          placeholder={t("write")}
          value={text}
          onInput={(event) => {
            write(event.currentTarget.value);
            chat.typing();
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button type="submit" class="send" aria-label={t("send")} aria-disabled={empty} aria-busy={sendWhenReady}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
