import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../../../contract/conversations.ts";
import { ChannelMark } from "../../../../ui/src/parts/ChannelMark.tsx";
import { Face } from "../../../../ui/src/parts/Face.tsx";
import { StandingMark } from "../../../../ui/src/parts/StandingMark.tsx";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { useAuthorName } from "./author-name.ts";
import { Delivery } from "./Delivery.tsx";

/** "Sent 14:02" says of a message of 14:02 when it was written. */
const saysWhen = ({ at, delivery }: Message): boolean =>
  delivery !== null &&
  ["sent", "delivered", "read"].includes(delivery.state) &&
  delivery.at.slice(0, 16) === at.slice(0, 16);

/** Who wrote by which channel from which identifier, when, and how far it got. */
export function MessageHead({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { author, identifier, channel, direction, kind } = message;
  const name = useAuthorName()(author);
  const device = identifier?.ns === "device" || identifier?.ns === "anonymous";
  return (
    <header className="message-head">
      <Face name={name} photo={author.photo} size={24} kind={author.kind === "member" ? "member" : "customer"} />
      <span className="message-author">{name}</span>
      {kind === "note" && <span className="message-note">{t("thread.note")}</span>}
      {channel !== null && kind !== "note" && <ChannelMark channel={channel} />}
      {kind === "talk" && <span className="message-soft">{t(`thread.talk_${direction}`)}</span>}
      {identifier !== null && !device && (
        <span className="message-identifier">
          {direction === "out" && <span aria-hidden>→</span>}
          {identifier.value !== name && <span className="message-address">{identifier.value}</span>}
          {direction === "in" && <StandingMark standing={identifier.standing} />}
        </span>
      )}
      {message.flags.map((flag) => (
        <span className="message-flag" key={flag}>
          <IconAlertTriangle size={13} aria-hidden />
          {t(`flag.${flag}`, { defaultValue: flag })}
        </span>
      ))}
      <span className="message-when">
        <Delivery message={message} />
        {!saysWhen(message) && <Time at={message.at} full />}
      </span>
    </header>
  );
}
