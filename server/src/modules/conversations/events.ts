import type { Channel } from "../../../../contract/conversations.ts";

/** What the timeline shows of a message: where it is, and its first words. */
export interface MessageNews {
  readonly matterId: string;
  readonly messageId: string;
  readonly number: number;
  readonly subject: string;
  readonly preview: string;
  /** The leaf that spoke or was addressed, where it is another than the owner of the matter. */
  readonly viaLeaf: string | null;
}

interface MatterNews {
  readonly matterId: string;
  readonly number: number;
  readonly subject: string;
}

declare module "../../platform/events.ts" {
  interface EventTypes {
    "matter.opened": MatterNews & { channel: Channel; teamId: string | null };
    "matter.changed": MatterNews & {
      key: "state" | "assignee" | "team" | "subject";
      from: string | null;
      to: string | null;
    };
    "matter.joined": MatterNews & { otherCustomerId: string; otherId: string; otherNumber: number };
    "matter.unjoined": MatterNews & { otherCustomerId: string; otherId: string; otherNumber: number };
    "matter.split": MatterNews & { fromId: string; fromNumber: number; messages: number };
    "matter.moved": MatterNews & { toCustomerId: string; toId: string };
    /** The customer, or the customer's machine, said something. */
    "message.received": MessageNews & { kind: "message" | "auto_reply" };
    "message.sent": MessageNews;
    /** A reply that did not arrive was sent once more. */
    "message.resent": MessageNews;
    "message.noted": MessageNews;
    /** A phone call or a talk in the branch was recorded. */
    "message.talked": MessageNews & { direction: "in" | "out" };
    /** The addressee of a mail of ours told their mail system that it is spam. */
    "message.complained": MessageNews;
    /** What we sent did not arrive. */
    "message.undelivered": MessageNews & { state: "failed" | "bounced"; detail: string };
  }
}
