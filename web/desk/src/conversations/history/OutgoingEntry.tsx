import { Button, Group } from "@mantine/core";
import { IconAlertCircle, IconNote } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ChannelMark } from "../../../../ui/src/parts/ChannelMark.tsx";
import { Face } from "../../../../ui/src/parts/Face.tsx";
import { Files } from "../../../../ui/src/thread/Files.tsx";
import { Entry } from "../../../../ui/src/thread/Thread.tsx";
import { clock } from "../../../../ui/src/times.ts";
import { useMe } from "../../shell/me.tsx";
import { rewrite } from "../composer/draft.ts";
import { type Outgoing, sendAnyway, takeBack, tryAgain } from "../outbox.ts";

/** Something written and not yet acknowledged: on its way, refused with the reason, or held back by a colleague's answer. */
export function OutgoingEntry({ item, channel }: { item: Outgoing; channel: string | null }) {
  const { t } = useTranslation();
  const me = useMe();
  const note = item.kind === "note";
  const way = item.kind === "note" ? channel : item.input.channel;
  return (
    <Entry channel={way} {...(note ? { icon: IconNote } : {})} tone={note ? "note" : "ours"}>
      <article className="message" data-sending={item.state === "sending"}>
        <header className="message-head">
          <Face name={me.name} photo={me.photo} size={24} kind="member" />
          <span className="message-author">{me.name}</span>
          {!note && way !== null && <ChannelMark channel={way} />}
          <span className="message-when" role="status">
            {item.state === "sending" && t("delivery.sending")}
          </span>
        </header>
        <p className="message-text">{item.input.text}</p>
        <Files files={item.files} />
        {item.state === "held" && <Held item={item} />}
        {item.state === "refused" && <NotSent item={item} />}
      </article>
    </Entry>
  );
}

function Held({ item }: { item: Outgoing }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const { answered } = item;
  const who = answered?.by ?? t("thread.a_colleague");
  const time = answered === null ? "" : clock(new Date(answered.at), i18n.language);
  return (
    <div className="held" role="alert">
      <p className="held-title">{t("thread.answered_meanwhile", { name: who, time })}</p>
      {answered !== null && <blockquote className="held-text">{answered.text}</blockquote>}
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => sendAnyway(cache, item)}>
          {t("thread.send_anyway")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => rewrite(item)}>
          {t("thread.keep_draft")}
        </Button>
      </Group>
    </div>
  );
}

function NotSent({ item }: { item: Outgoing }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  return (
    <div className="message-lost" role="alert">
      <IconAlertCircle size={15} aria-hidden />
      <span>{t("thread.not_sent", { reason: t(`refusal.${item.code ?? "internal"}`) })}</span>
      <Button size="compact-xs" variant="light" onClick={() => tryAgain(cache, item)}>
        {t("common.retry")}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => rewrite(item)}>
        {t("thread.edit")}
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => takeBack(item)}>
        {t("common.discard")}
      </Button>
    </div>
  );
}
