import type { Message } from "../../../../../contract/conversations.ts";

/**
 * What keeps a mail of ours on its way, in the words of a mail server: ours while it is tried again, or one further on that
 * reports a delay (4.x.x, RFC 3463). Null while nothing does, and for what has arrived or is lost.
 */
export function delayOf({ delivery }: Pick<Message, "delivery">): string | null {
  if (delivery?.state === "queued") return delivery.detail;
  return delivery?.state === "sent" && /^4(?:\.\d|\d\d)/.test(delivery.detail ?? "") ? delivery.detail : null;
}
