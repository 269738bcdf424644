import { useTranslation } from "react-i18next";
import type { Message } from "../../../../../contract/conversations.ts";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { Folded } from "../../../../ui/src/thread/Folded.tsx";

/** What a machine said: a bounce, an automatic answer, a notice; its own words are folded away. */
export function SystemLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const whom = message.identifier?.value ?? message.author.name ?? "";
  return (
    <div className="system-line" data-kind={message.kind}>
      <span>{message.kind === "notice" ? message.text : t(`thread.${message.kind}`, { whom })}</span>
      <Time at={message.at} />
      {message.kind !== "notice" && message.text !== "" && <Folded>{message.text}</Folded>}
    </div>
  );
}
