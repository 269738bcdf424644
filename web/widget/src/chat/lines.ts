import type { ChatMessage } from "../../../../contract/chat.ts";
import type { Attachment } from "../../../../contract/conversations.ts";
import type { Outgoing } from "./outbox.ts";

/** What stands below a message of the customer. */
export type Progress = "sending" | "waiting" | "sent" | "delivered" | "read" | "failed";

export interface Said {
  readonly kind: "said";
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: ChatMessage["from"];
  readonly author: ChatMessage["author"];
  readonly channel: string;
  readonly text: string;
  readonly files: readonly Attachment[];
  /** How far a message of the customer has come; null for those of others. */
  readonly progress: Progress | null;
  /** The refusal of a message that failed here; its `key` is then the outbox's id. */
  readonly failed: string | null;
  /** It continues the message above: same author, a few minutes apart. */
  readonly continues: boolean;
}

export type Line =
  | Said
  /** A new day begins; `channel` is that of the message before. */
  | { readonly kind: "day"; readonly key: string; readonly at: number; readonly channel: string | null }
  | { readonly kind: "channel"; readonly key: string; readonly channel: string; readonly before: string | null };

const together = 5 * 60_000;

const progressOf = (state: ChatMessage["state"]): Progress =>
  state === "read" || state === "delivered" ? state : state === "failed" || state === "bounced" ? "failed" : "sent";

const isSame = (message: ChatMessage, one: Outgoing): boolean =>
  message.from === "me" &&
  message.text.trim() === one.text.trim() &&
  message.attachments.length === one.files.length &&
  one.files.every((file) => message.attachments.some((other) => other.fileId === file.fileId));

/**
 * Outgoing messages that the server does not show yet. After a lost answer a message may be in the thread already; it
 * is known by its words and files among those that came after it was written, each taken for one outgoing only.
 */
export function stillOutgoing(messages: readonly ChatMessage[], outgoing: readonly Outgoing[]): Outgoing[] {
  const taken = new Set<string>();
  return outgoing.filter((one) => {
    const from = one.after === null ? 0 : messages.findIndex((message) => message.id === one.after) + 1;
    const twin = messages.slice(from).find((message) => !taken.has(message.id) && isSame(message, one));
    if (twin !== undefined) taken.add(twin.id);
    return twin === undefined;
  });
}

/**
 * The thread as it stands on the screen: messages with a line before each new day and each change of channel.
 * `names` gives a message that was sent here the key it had in the outbox, so that it stays the same element.
 */
export function linesOf(
  messages: readonly ChatMessage[],
  outgoing: readonly Outgoing[],
  reachable: boolean,
  names: ReadonlyMap<string, string> = new Map(),
): Line[] {
  const said: Said[] = messages.map((message) => ({
    kind: "said",
    key: names.get(message.id) ?? message.id,
    at: Date.parse(message.at),
    from: message.from,
    author: message.author,
    channel: message.channel,
    text: message.text,
    files: message.attachments,
    progress: message.from === "me" ? progressOf(message.state) : null,
    failed: null,
    continues: false,
  }));
  for (const one of stillOutgoing(messages, outgoing))
    said.push({
      kind: "said",
      key: one.id,
      at: one.at,
      from: "me",
      author: null,
      channel: "chat",
      text: one.text,
      files: one.files,
      progress: one.failed !== null ? "failed" : reachable ? "sending" : "waiting",
      failed: one.failed,
      continues: false,
    });

  const lines: Line[] = [];
  let before = null as Said | null;
  for (const one of said) {
    const newDay = before === null || new Date(before.at).toDateString() !== new Date(one.at).toDateString();
    const newChannel = one.channel !== (before?.channel ?? "chat");
    if (newDay) lines.push({ kind: "day", key: `day ${one.key}`, at: one.at, channel: before?.channel ?? null });
    if (newChannel)
      lines.push({ kind: "channel", key: `channel ${one.key}`, channel: one.channel, before: before?.channel ?? null });
    const continues: boolean =
      !newDay &&
      !newChannel &&
      before !== null &&
      before.from === one.from &&
      before.author?.name === one.author?.name &&
      one.at - before.at < together;
    lines.push({ ...one, continues });
    before = one;
  }
  return lines;
}

/** Messages of the staff after the newest one the customer has seen. */
export function unseen(messages: readonly ChatMessage[], seen: string | null): ChatMessage[] {
  const from = seen === null ? 0 : messages.findIndex((message) => message.id === seen) + 1;
  return messages.slice(from).filter((message) => message.from === "staff" && message.state !== "read");
}
