import type { Message } from "../../../../../contract/conversations.ts";
import { daysAgo, type Zone } from "../../../../ui/src/times.ts";

/** What the thread draws, from the oldest: names of days, crossings from channel to channel, messages. */
export type Row =
  | { readonly kind: "day"; readonly at: string; readonly channel: string | null }
  | { readonly kind: "crossing"; readonly at: string; readonly from: string; readonly to: string; readonly id: string }
  | {
      readonly kind: "message";
      readonly message: Message;
      /** In whose colour the line runs: of the message, or for notes of what was before. */
      readonly channel: string | null;
      /** By the same person, the same way, soon after the one above. */
      readonly follows: boolean;
      /** The message's subject, where it says something new. */
      readonly subject: string | null;
    };

const SOON = 5 * 60_000;

/** Lay the messages of a matter (oldest first) out along the thread. */
export function layOut(messages: readonly Message[], matterSubject: string, zone: Zone = {}): Row[] {
  const rows: Row[] = [];
  let strand = messages.find(spoken)?.channel ?? null;
  let above: Message | undefined;
  let about = bare(matterSubject);
  for (const message of messages) {
    if (above === undefined || daysAgo(new Date(above.at), new Date(message.at), zone) !== 0) {
      rows.push({ kind: "day", at: message.at, channel: strand });
      above = undefined;
    }
    if (spoken(message) && message.channel !== null) {
      if (strand !== null && strand !== message.channel)
        rows.push({ kind: "crossing", at: message.at, from: strand, to: message.channel, id: message.id });
      strand = message.channel;
    }
    const subject = message.subject !== null && bare(message.subject) !== about ? message.subject : null;
    if (subject !== null) about = bare(subject);
    rows.push({ kind: "message", message, channel: strand, follows: follows(above, message), subject });
    above = message;
  }
  return rows;
}

/** Words between customer and company: notes, bounces and machines' answers do not move the talk to another channel. */
const spoken = (message: Message): boolean =>
  (message.kind === "message" || message.kind === "talk") && message.channel !== null;

/** A subject without what mail programs put before it, in the three languages, and without the number that we put after it. */
const bare = (subject: string): string =>
  subject
    .replace(/^(?:\s*(?:re|aw|fw|fwd|odp|pd|răsp|rasp|redir)\s*(?:\[\d+\])?:)+/i, "")
    .replace(/\[#\d+\]\s*$/, "")
    .trim()
    .toLowerCase();

const follows = (above: Message | undefined, message: Message): boolean =>
  above !== undefined &&
  message.kind === "message" &&
  above.kind === "message" &&
  above.channel === message.channel &&
  above.direction === message.direction &&
  above.author.kind === message.author.kind &&
  above.author.id === message.author.id &&
  above.identifier?.value === message.identifier?.value &&
  message.flags.length === 0 &&
  message.channel === "chat" &&
  new Date(message.at).getTime() - new Date(above.at).getTime() < SOON;
