import { type BounceReason, DECISIVE, HARD, SAID, STATUS } from "./bounce-words.ts";

/** What is known of one failure. */
export interface Refused {
  /** Words of the refusing server first, then of the one that reports. */
  said: readonly string[];
  status: string | null;
  action: string;
}

const AFTER_DATA =
  /(?:end of |reply to )(?:end of )?(?:message )?data\b|\(data\)|command\s+data\b|final data|after i sent the message|text command/i;
const AT_SENDER = /(?:after|reply to) mail from/i;

/** The reason of a failure; `undefined` where neither words nor code tell. */
export function bounceReason({ said, status, action }: Refused): BounceReason {
  const detail = status?.slice(2) ?? "";
  const decisive = DECISIVE[detail] ?? (detail.startsWith("6.") ? "contenterror" : undefined);
  const reason = decisive ?? byWords(said) ?? byStatus(detail);
  const all = said.join("\n");
  const isUnknown = reason === "userunknown" || reason === "hostunknown";
  if (isUnknown && AT_SENDER.test(all)) return "rejected";
  // A server that knew the recipient until it saw the content says "unknown user" for "unwanted".
  if (reason === "userunknown" && (detail === "2.0" || AFTER_DATA.test(all))) return "filtered";
  return reason ?? (action === "delayed" ? "expired" : "undefined");
}

function byWords(said: readonly string[]): BounceReason | undefined {
  for (const source of said) {
    const words = plainWords(source);
    const found = SAID.find(([, pattern]) => pattern.test(words));
    if (found) return found[0];
  }
}

const byStatus = (detail: string): BounceReason | undefined => STATUS[detail] ?? STATUS[detail.split(".")[0] ?? ""];

/** Without addresses and paths of links, whose words are no statement of the server. */
const plainWords = (said: string): string =>
  said
    .slice(0, 20_000)
    .replace(/https?:\/\/([^\s/?]{1,253})\S*/gi, "$1")
    .replace(/<?[^\s<>@:;,]{1,64}@[\w.-]+>?/g, " ")
    .replace(/\s+/g, " ");

/** The address itself is dead, so nothing more should be sent there. */
export const isHard = (reason: BounceReason): boolean => HARD.has(reason);
