import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "../../../../contract/conversations.ts";
import { Icon } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";
import { sizeOf } from "../shared/time.ts";
import type { Conversation } from "./conversation.ts";
import { Picture } from "./Picture.tsx";

const shown = /^image\/(png|jpeg|gif|webp|avif)$/;
const mostShown = 8 * 1024 * 1024;

/** Hand the bytes over as a file to be saved; a link to save never opens anything. */
function save(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

interface FileCardProps {
  readonly chat: Conversation;
  readonly file: Attachment;
  /** The message is at the server; before that the file is not to be had there. */
  readonly sent: boolean;
}

/** An attachment of a message: a small picture or name and size; a click saves it. */
export function FileCard({ chat, file, sent }: FileCardProps) {
  const { t, locale } = useSurroundings();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const [picture, setPicture] = useState<Blob | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isShown = sent && shown.test(file.type) && file.size <= mostShown;

  useEffect(() => {
    if (!isShown || button.current === null) return;
    const watch = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      watch.disconnect();
      chat.download(file.fileId).then(setPicture, () => {});
    });
    watch.observe(button.current);
    return () => watch.disconnect();
  }, [chat, file.fileId, isShown]);

  const onClick = async () => {
    setState("busy");
    try {
      save(picture ?? (await chat.download(file.fileId)), file.name);
      setState("idle");
    } catch {
      setState("failed");
    }
  };

  return (
    <>
      <button
        type="button"
        ref={button}
        class={picture === null ? "file" : "file pictured"}
        disabled={state === "busy"}
        title={t("download", { name: file.name })}
        onClick={() => void onClick()}
      >
        {picture === null ? (
          <>
            <Icon name="file" />
            <span class="file-name">
              {file.name}
              <small>{sizeOf(file.size, locale)}</small>
            </span>
            <Icon name="save" />
          </>
        ) : (
          <Picture bytes={picture} type={file.type} onBroken={setPicture} />
        )}
      </button>
      {state === "failed" && (
        <p class="error" role="alert">
          {t("noDownload")}
        </p>
      )}
    </>
  );
}
