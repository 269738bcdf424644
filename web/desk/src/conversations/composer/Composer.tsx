import "./composer.css";
import { Button, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { whenFree } from "../../../../ui/src/parts/when-free.ts";
import { usePages } from "../../../../ui/src/query.ts";
import { Files } from "../../../../ui/src/thread/Files.tsx";
import { useSayTyping } from "../../../../ui/src/use-live.tsx";
import { useMe } from "../../shell/me.tsx";
import type { Where } from "../matter-cache.ts";
import { sendOut } from "../outbox.ts";
import { useChangeMatter } from "../use-change-matter.ts";
import { AttachButton } from "./AttachButton.tsx";
import { attach, type Mode, useDraft, write } from "./draft.ts";
import { ModeTabs } from "./ModeTabs.tsx";
import { Online, ReachPicker } from "./ReachPicker.tsx";
import { pickReach } from "./reach.ts";
import { type NextState, SendButton } from "./SendButton.tsx";
import { useFiles } from "./use-files.ts";

interface Props {
  readonly where: Where;
  readonly detail: MatterDetail;
  /** Everything about the matter is read, the ways to answer too. */
  readonly ready: boolean;
}

/** Where one answers, notes, and records a talk. What is typed is never lost; what is sent is on screen at once. */
export function Composer({ where, detail, ready }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const me = useMe();
  const { matterId, customerId } = where;
  const draft = useDraft(matterId);
  const messages = usePages(conversations.messages, { ...where }).items;
  const field = useRef<HTMLTextAreaElement>(null);
  const [dropping, setDropping] = useState(false);
  const change = useChangeMatter();
  const sayTyping = useSayTyping(`matter:${matterId}`, customerId);
  const files = useFiles((stored) => attach(matterId, stored));

  const { mode, text } = draft;
  const last = messages.find((message) => message.direction === "in" && message.kind === "message");
  const way = pickReach(detail.reach, draft.to, last);
  const closed = mode === "reply" && detail.matter.state === "closed";
  // A talk is words alone: files wait in the draft for an answer or a note.
  const takesFiles = mode === "reply" || mode === "note";
  const attached = takesFiles ? draft.files : [];
  const empty = text.trim() === "" && attached.length === 0;
  const blocked = empty || files.waiting > 0 || closed || (mode === "reply" && (way === undefined || !ready));

  const setMode = (next: Mode) => {
    write(matterId, { mode: next });
    field.current?.focus();
  };
  useHotkeys([
    ["r", whenFree(() => setMode("reply"))],
    ["n", whenFree(() => setMode("note"))],
  ]);
  const submit = (nextState: NextState) => {
    if (blocked) return;
    const common = { customerId, matterId, text };
    const out = { memberId: me.id, files: attached };
    const fileIds = attached.map((file) => file.fileId);
    if (mode === "note") sendOut(cache, { ...out, kind: "note", input: { ...common, fileIds } });
    else if (mode !== "reply") sendOut(cache, { ...out, kind: "talk", input: { ...common, channel: mode } });
    else if (way !== undefined) {
      const { channel, ns, value } = way;
      const seen = messages[0]?.id ?? null;
      sendOut(cache, {
        ...out,
        kind: "reply",
        input: { ...common, fileIds, channel, to: { ns, value }, seen, nextState },
      });
    }
    // A note stays a note, so that a remark among colleagues never goes out; a talk is recorded once.
    write(matterId, { text: "", files: takesFiles ? [] : draft.files, mode: mode === "note" ? "note" : "reply" });
    field.current?.focus();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    files.upload(event.dataTransfer.files);
  };
  return (
    <section
      className="composer"
      data-mode={mode}
      data-dropping={dropping}
      aria-label={t("composer.title")}
      onDragOver={(event) => {
        if (!takesFiles || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <div className="composer-top">
        <ModeTabs mode={mode} pick={setMode} />
        {mode === "reply" && way !== undefined && (
          <>
            <ReachPicker reach={detail.reach} way={way} pick={(to) => write(matterId, { to })} />
            {way.channel === "chat" && <Online online={way.online} />}
          </>
        )}
        {mode === "reply" && way === undefined && ready && (
          <span className="composer-hint">{t("composer.no_way")}</span>
        )}
      </div>
      {closed && (
        <div className="composer-closed">
          {t("composer.closed")}
          <Button size="compact-sm" variant="default" onClick={() => change(detail.matter, { state: "open" })}>
            {t("matter.reopen")}
          </Button>
        </div>
      )}
      <Textarea
        ref={field}
        variant="unstyled"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={100_000}
        aria-label={t(`composer.placeholder.${mode}`)}
        placeholder={t(`composer.placeholder.${mode}`)}
        value={text}
        onChange={(event) => {
          write(matterId, { text: event.currentTarget.value });
          if (mode === "reply") sayTyping();
        }}
        onPaste={(event) => {
          if (!takesFiles || event.clipboardData.files.length === 0) return;
          event.preventDefault();
          files.upload(event.clipboardData.files);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            submit("waiting");
          }
          if (event.key === "Escape") {
            event.stopPropagation();
            event.currentTarget.blur();
          }
        }}
      />
      <Files
        files={attached}
        remove={(file) => write(matterId, { files: draft.files.filter((kept) => kept.fileId !== file.fileId) })}
      />
      <div className="composer-bottom">
        {takesFiles && <AttachButton waiting={files.waiting} add={files.upload} />}
        <span className="composer-space" />
        <SendButton mode={mode} disabled={blocked} send={submit} />
      </div>
    </section>
  );
}
