import { Button } from "@mantine/core";
import { IconArrowBackUp, IconSend } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { Failed, Rows } from "../../../../ui/src/parts/states.tsx";
import { toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../../ui/src/query.ts";
import { Folded } from "../../../../ui/src/thread/Folded.tsx";
import { Linked } from "../../../../ui/src/thread/Linked.tsx";
import { MailFrame } from "../../../../ui/src/thread/MailFrame.tsx";
import { writeAgain } from "../composer/draft.ts";
import { useAuthorName } from "./author-name.ts";
import { delayOf } from "./delay-of.ts";

const LOST = ["failed", "bounced", "unknown"];

/** The words of a message; a mail also as its sender laid it out; what went wrong with the way to try again. */
export function MessageText({ message, subject }: { message: Message; subject: string | null }) {
  const { t } = useTranslation();
  const [laidOut, setLaidOut] = useState(message.hasHtml && message.text.trim() === "");
  const delay = delayOf(message);
  const lost = LOST.includes(message.delivery?.state ?? "");
  return (
    <div className="message-body">
      {subject !== null && <p className="message-subject">{subject}</p>}
      {laidOut ? <LaidOut message={message} /> : <Linked text={message.text} className="message-text" />}
      {!laidOut && message.quoted !== null && <Folded>{message.quoted}</Folded>}
      {message.hasHtml && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className="message-layout"
          onClick={() => setLaidOut(!laidOut)}
        >
          {laidOut ? t("thread.as_text") : t("thread.as_mail")}
        </Button>
      )}
      {lost && <Lost message={message} />}
      {delay !== null && <p className="message-delay">{t("thread.on_its_way", { reason: delay })}</p>}
    </div>
  );
}

/** What the other side said, and two ways out: the same mail once more, or its words under the pen. */
function Lost({ message }: { message: Message }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const readAgain = () => void cache.invalidateQueries({ queryKey: [conversations.messages.id] });
  const again = useDo(conversations.resend, {
    done: readAgain,
    failed: (error) => {
      toldRefusal(error);
      readAgain();
    },
  });
  const small = { variant: "subtle", color: "red", size: "compact-xs" } as const;
  return (
    <div className="message-lost">
      {message.delivery?.detail !== null && <span>{message.delivery?.detail}</span>}
      <Button
        {...small}
        leftSection={<IconSend size={13} />}
        loading={again.pending}
        onClick={() => again.run({ customerId: message.customerId, messageId: message.id })}
      >
        {t("thread.send_again")}
      </Button>
      <Button {...small} leftSection={<IconArrowBackUp size={13} />} onClick={() => writeAgain(message)}>
        {t("thread.write_again")}
      </Button>
    </div>
  );
}

function LaidOut({ message }: { message: Message }) {
  const { t } = useTranslation();
  const nameOf = useAuthorName();
  const html = useRead(
    conversations.messageHtml,
    { customerId: message.customerId, messageId: message.id },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  if (html.isError) return <Failed error={html.error} retry={html.refetch} />;
  if (html.data === undefined) return <Rows count={1} height={80} />;
  return <MailFrame {...html.data} title={t("thread.mail_of", { name: nameOf(message.author) })} />;
}
