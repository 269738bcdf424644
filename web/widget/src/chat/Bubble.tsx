import { Face } from "../shared/Face.tsx";
import { failureText } from "../shared/language.ts";
import { RichText } from "../shared/RichText.tsx";
import { useSurroundings } from "../shared/surroundings.ts";
import { exactTime, timeOf } from "../shared/time.ts";
import type { Conversation } from "./conversation.ts";
import { FileCard } from "./FileCard.tsx";
import type { Said } from "./lines.ts";
import { strand } from "./strand.ts";

interface BubbleProps {
  readonly chat: Conversation;
  readonly said: Said;
  /** Nothing of the same author follows; time and progress stand below it. */
  readonly ends: boolean;
  /** The newest message of the customer, which alone says how far it has come. */
  readonly newest: boolean;
}

/** One message: who, what, when and, for the customer's own, how far it has come. */
export function Bubble({ chat, said, ends, newest }: BubbleProps) {
  const { t, locale, config } = useSurroundings();
  const mine = said.from === "me";
  const name = mine ? t("you") : (said.author?.name ?? config.company);
  const unusual = said.progress !== null && ["sending", "waiting", "failed"].includes(said.progress);
  const time = (
    <time dateTime={new Date(said.at).toISOString()} title={exactTime(said.at, locale)}>
      {timeOf(said.at, locale)}
    </time>
  );
  if (said.from === "notice")
    return (
      <div class="notice" style={strand(said.channel)}>
        <RichText text={said.text} /> {time}
      </div>
    );
  return (
    <article
      class={`said ${mine ? "mine" : "theirs"}${said.continues ? " continues" : ""}`}
      style={strand(said.channel)}
    >
      {!mine && !said.continues && <Face name={name} photo={said.author?.photo ?? null} />}
      <div class="body">
        <h3 class={mine || said.continues ? "sr" : "author"}>{name}</h3>
        {said.text !== "" && (
          <p class="text">
            <RichText text={said.text} />
          </p>
        )}
        {said.files.map((file) => (
          <FileCard key={file.fileId} chat={chat} file={file} sent={!unusual} />
        ))}
        {(ends || unusual || newest) && (
          <p class={said.progress === "failed" ? "meta failed" : "meta"}>
            {time}
            {said.progress !== null && (newest || unusual) && <span> · {t(said.progress)}</span>}
          </p>
        )}
        {said.failed !== null && (
          <p class="error" role="alert">
            {failureText(t, said.failed)}
            <button type="button" class="link" onClick={() => chat.retry(said.key)}>
              {t("retry")}
            </button>
            <button type="button" class="link" onClick={() => chat.discard(said.key)}>
              {t("discard")}
            </button>
          </p>
        )}
      </div>
    </article>
  );
}
