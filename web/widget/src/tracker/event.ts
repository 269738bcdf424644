import type { Clock } from "../shared/clock.ts";
import { randomId } from "../shared/random-id.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** An event in the shape of the Segment protocol. `messageId` stays the same however often it is sent. */
export interface SegmentEvent {
  readonly type: "track" | "page" | "identify";
  readonly messageId: string;
  readonly timestamp: string;
  readonly anonymousId: string;
  readonly userId?: string;
  readonly event?: string;
  readonly name?: string;
  readonly properties?: Fields;
  readonly traits?: Fields;
  readonly context: Fields;
  readonly integrations: Fields;
}

/** Who the events are about, as kept by `Visitor`. */
export interface Who {
  readonly anonymousId: string;
  readonly userId: string | null;
}

/** Put an event together, dated now, with a message id of its own. */
export const makeEvent = (
  clock: Clock,
  who: Who,
  context: Fields,
  what: Pick<SegmentEvent, "type" | "event" | "name" | "properties" | "traits">,
): SegmentEvent => ({
  ...what,
  messageId: `splot-${clock.now()}-${randomId()}`,
  timestamp: new Date(clock.now()).toISOString(),
  anonymousId: who.anonymousId,
  ...(who.userId === null ? {} : { userId: who.userId }),
  context,
  integrations: {},
});
