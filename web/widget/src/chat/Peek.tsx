import type { ChatMessage } from "../../../../contract/chat.ts";
import { Face } from "../shared/Face.tsx";
import { Icon } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";

interface PeekProps {
  readonly message: ChatMessage;
  readonly onOpen: () => void;
  readonly onDismiss: () => void;
}

/** The beginning of a new message, shown above the closed launcher. */
export function Peek({ message, onOpen, onDismiss }: PeekProps) {
  const { t, config } = useSurroundings();
  const name = message.author?.name ?? config.company;
  return (
    <div class="peek">
      <button type="button" class="peek-text" onClick={onOpen}>
        <Face name={name} photo={message.author?.photo ?? null} />
        <span>
          <b>{name}</b>
          <span class="excerpt">{message.text || message.attachments.map((file) => file.name).join(", ")}</span>
        </span>
      </button>
      <button type="button" class="plain" aria-label={t("close")} onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
