import { useSyncExternalStore } from "react";
import type { Attachment, Message } from "../../../../../contract/conversations.ts";
import { keepDraft, readDraft } from "../../../../ui/src/drafts.ts";
import { type Outgoing, takeBack } from "../outbox.ts";

export type Mode = "reply" | "note" | "phone" | "branch";

/** What is being written in a matter. */
export interface Draft {
  readonly mode: Mode;
  readonly text: string;
  readonly files: readonly Attachment[];
  /** The way to answer that was chosen by hand; null while the likeliest is taken. */
  readonly to: string | null;
}

const EMPTY: Draft = { mode: "reply", text: "", files: [], to: null };
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

/** What is being written in a matter at this moment. */
export function draftNow(matterId: string): Draft {
  const known = drafts.get(matterId);
  if (known !== undefined) return known;
  const kept = readDraft<Draft>(matterId) ?? EMPTY;
  drafts.set(matterId, kept);
  return kept;
}

/** Change what is being written; kept for this tab until it is sent. */
export function write(matterId: string, patch: Partial<Draft>): void {
  const next = { ...draftNow(matterId), ...patch };
  drafts.set(matterId, next);
  keepDraft(matterId, next.text === "" && next.files.length === 0 ? null : next);
  for (const tell of listeners) tell();
}

/** Add files that were stored to what is being written now. */
export const attach = (matterId: string, files: readonly Attachment[]): void =>
  write(matterId, { files: [...draftNow(matterId).files, ...files] });

/** What is being written in a matter, through reloads and changes of matter. */
export function useDraft(matterId: string): Draft {
  return useSyncExternalStore(subscribe, () => draftNow(matterId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Put something that was not sent back under the pen, before what is being written now. */
export function rewrite(item: Outgoing): void {
  takeBack(item);
  const mode = item.kind === "talk" ? item.input.channel : item.kind;
  add(item.input.matterId ?? "", mode, item.input.text, item.files);
}

/** Take the words of a message that did not arrive under the pen again. */
export function writeAgain(message: Message): void {
  add(message.matterId, "reply", message.text, message.attachments);
}

function add(matterId: string, mode: Mode, text: string, files: readonly Attachment[]): void {
  const now = draftNow(matterId);
  const both = now.text.trim() === "" ? text : `${text}\n\n${now.text}`;
  write(matterId, { mode, text: both, files: [...files, ...now.files] });
}
