import type { Message, Reach } from "../../../../../contract/conversations.ts";

/** Names a way to answer within one matter. */
export const reachKey = ({ channel, ns, value }: Pick<Reach, "channel" | "ns" | "value">): string =>
  `${channel} ${ns} ${value}`;

/**
 * The way to answer: the one chosen by hand while it exists, else the one by which the customer spoke last, else a chat
 * that is connected, else what is proved, else any.
 */
export function pickReach(
  reach: readonly Reach[],
  chosen: string | null,
  last: Message | undefined,
): Reach | undefined {
  const spoken = last?.identifier;
  return (
    reach.find((way) => reachKey(way) === chosen) ??
    reach.find((way) => way.value === spoken?.value && way.ns === spoken.ns) ??
    reach.find((way) => way.channel === last?.channel && (way.channel !== "chat" || way.online)) ??
    reach.find((way) => way.online) ??
    reach.find((way) => way.standing === "proved") ??
    reach[0]
  );
}
