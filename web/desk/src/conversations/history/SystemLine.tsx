import { useTranslation } from "react-i18next";
import type { Message } from "../../../../../contract/conversations.ts";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { Folded } from "../../../../ui/src/thread/Folded.tsx";
import { Delivery } from "./Delivery.tsx";

/** What a machine said: a bounce, an automatic answer, a notice; its own words are folded away. */
export function SystemLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const plain = message.kind === "notice" && message.direction !== "out";
  const words =
    message.kind === "notice" ? "acknowledged" : message.flags.includes("complaint") ? "complaint" : message.kind;
  const whom = message.identifier?.value ?? message.author.name ?? "";
  return (
    <div className="system-line" data-kind={message.kind}>
      <span>{plain ? message.text : t(`thread.${words}`, { whom })}</span>
      <span className="message-when">
        <Delivery message={message} />
        <Time at={message.at} />
      </span>
      {!plain && message.text !== "" && <Folded>{message.text}</Folded>}
    </div>
  );
}
