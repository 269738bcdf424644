/** The six kinds of call of the Segment protocol. */
export const kinds = ["track", "identify", "page", "screen", "group", "alias"] as const;
export type Kind = (typeof kinds)[number];

/** One event as it is taken in: checked, with its four times settled. */
export interface Signal {
  readonly kind: Kind;
  readonly messageId: string;
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly previousId: string | undefined;
  /** The ids came by a link that anybody may forward (`?ajs_uid=`), so they are claims whoever the source is. */
  readonly forwarded: boolean;
  readonly at: Date;
  /** Said of the person by `identify`. */
  readonly traits: Readonly<Record<string, unknown>>;
  readonly channel: "web" | "app" | "server";
  /** What the timeline keeps. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Why an event was not taken in: a stable code, and words for whoever mends the sender. */
export interface Rejection {
  readonly reason:
    | "not_an_object"
    | "too_large"
    | "unknown_type"
    | "no_user_anon_id"
    | "no_event_name"
    | "no_group_id"
    | "no_previous_id"
    | "bad_message_id"
    | "bad_id"
    | "too_many_fields"
    | "not_storable"
    | "batch_too_long"
    | "unknown_write_key"
    | "source_off";
  readonly detail: string;
}

export const isRejection = (value: Signal | Rejection): value is Rejection => "reason" in value;
