import { Checkbox } from "@mantine/core";
import { IconMailX, IconNote, IconRobot } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { fileUrl } from "../../../../ui/src/api.ts";
import { Files } from "../../../../ui/src/thread/Files.tsx";
import { Entry } from "../../../../ui/src/thread/Thread.tsx";
import type { Row } from "./entries.ts";
import { MessageHead } from "./MessageHead.tsx";
import { MessageText } from "./MessageText.tsx";
import { SystemLine } from "./SystemLine.tsx";

interface Props {
  readonly row: Row & { readonly kind: "message" };
  readonly choice: { readonly chosen: boolean; readonly toggle: () => void } | null;
}

const tones = (message: Message) =>
  message.kind === "note" ? "note" : isSystem(message) ? "system" : message.direction === "in" ? "theirs" : "ours";
const isSystem = ({ kind }: Message): boolean => kind === "bounce" || kind === "auto_reply" || kind === "notice";

/** One message, note or talk on the thread; what machines said is a quiet line. */
export function MessageEntry({ row: { message, channel, follows, subject }, choice }: Props) {
  const { t } = useTranslation();
  const icon =
    message.kind === "note"
      ? { icon: IconNote }
      : message.kind === "bounce"
        ? { icon: IconMailX }
        : isSystem(message)
          ? { icon: IconRobot }
          : {};
  return (
    <Entry channel={channel} {...icon} follows={follows} tone={tones(message)} id={`message-${message.id}`}>
      <div className="entry-line">
        {choice !== null && (
          <Checkbox
            checked={choice.chosen}
            onChange={choice.toggle}
            aria-label={t("thread.choose", { text: message.text.slice(0, 60) })}
          />
        )}
        {isSystem(message) ? (
          <SystemLine message={message} />
        ) : (
          <article className="message">
            {!follows && <MessageHead message={message} />}
            <MessageText message={message} subject={subject} />
            <Files
              files={message.attachments.filter((file) => !file.inline)}
              href={({ fileId }) => fileUrl(conversations.attachment, { customerId: message.customerId, fileId })}
            />
          </article>
        )}
      </div>
    </Entry>
  );
}
