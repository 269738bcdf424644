import type { ColumnType, Generated, Selectable } from "kysely";
import type { Channel, DeliveryState, MatterState } from "../../../../contract/conversations.ts";
import type { Namespace, Standing } from "../../../../contract/customers.ts";
import type { Locale } from "../../../../contract/http.ts";
import type { Ctx } from "../../platform/ctx.ts";

type Constant<T> = ColumnType<T, T, never>;
/** An object kept as jsonb: written as text, read parsed. */
type Json<T> = ColumnType<T, string, string>;

export type MessageKind = "message" | "note" | "talk" | "bounce" | "auto_reply" | "notice";
export type Direction = "in" | "out" | "internal";
export type MailInState = "new" | "done" | "set_aside" | "discarded";

type Tables = {
  "conversations.mail_address": {
    id: Constant<string>;
    address: Constant<string>;
    name: string;
    team_id: string | null;
    locale: Locale;
    active: Generated<boolean>;
    created_at: Constant<Date>;
  };
  "conversations.site": {
    id: Constant<string>;
    key: Constant<string>;
    name: string;
    team_id: string | null;
    mail_address_id: string | null;
    accent: string;
    greeting: Json<Record<Locale, string>>;
    active: Generated<boolean>;
    created_at: Constant<Date>;
  };
  "conversations.blocked_sender": {
    id: Constant<string>;
    pattern: Constant<string>;
    member_id: Constant<string>;
    at: Constant<Date>;
  };
  "conversations.matter": {
    customer_id: Constant<string>;
    id: Constant<string>;
    number: Constant<number>;
    subject: string;
    state: MatterState;
    assignee_id: string | null;
    team_id: string | null;
    mail_address_id: string | null;
    opened_at: Constant<Date>;
    last_at: Date;
    /** When the customer last spoke. */
    last_in_at: Date | null;
    last_channel: Channel;
    needs_reply: boolean;
    preview: string;
    channels: Channel[];
    joined_customer_id: string | null;
    joined_id: string | null;
    version: Generated<number>;
  };
  "conversations.joined": {
    customer_id: Constant<string>;
    matter_id: Constant<string>;
    other_customer_id: Constant<string>;
    other_id: Constant<string>;
    at: Constant<Date>;
    actor: Constant<string>;
    /** It followed from a proof on the customer's device. */
    by_proof: ColumnType<boolean, boolean | undefined, never>;
    /** The rows of both matters before and after, as text of jsonb. */
    was: ColumnType<Was | null, string | null, never>;
  };
  "conversations.message": {
    customer_id: Constant<string>;
    id: Constant<string>;
    matter_id: string;
    at: Constant<Date>;
    kind: Constant<MessageKind>;
    direction: Constant<Direction>;
    channel: Constant<Channel | null>;
    author_kind: Constant<"customer" | "member" | "system">;
    author_id: Constant<string | null>;
    via_leaf: Constant<string | null>;
    ns: Constant<Namespace | null>;
    value: Constant<string | null>;
    standing: Constant<Standing | null>;
    subject: Constant<string | null>;
    text: Constant<string>;
    quoted: Constant<string | null>;
    html: Constant<string | null>;
    mail_id: Constant<string | null>;
    /** The raw mail, while that is kept (MAIL_KEEP_DAYS). */
    raw_file_id: Constant<string | null>;
    delivery_state: DeliveryState | null;
    delivery_at: Date | null;
    delivery_detail: string | null;
    flags: Constant<string[]>;
  };
  "conversations.attachment": {
    customer_id: Constant<string>;
    file_id: Constant<string>;
    message_id: Constant<string>;
    position: Constant<number>;
    name: Constant<string>;
    type: Constant<string>;
    size: Constant<number>;
    inline: Constant<boolean>;
    cid: Constant<string | null>;
  };
  "conversations.seen": {
    customer_id: Constant<string>;
    matter_id: Constant<string>;
    member_id: Constant<string>;
    at: Date;
  };
  "conversations.addressee": {
    customer_id: Constant<string>;
    matter_id: Constant<string>;
    ns: Constant<Namespace>;
    value: Constant<string>;
    leaf_id: Constant<string>;
    token: Constant<string>;
  };
  "conversations.matter_number": {
    number: Constant<number>;
    customer_id: Constant<string>;
    matter_id: Constant<string>;
  };
  "conversations.reply_token": {
    token: Constant<string>;
    customer_id: Constant<string>;
    matter_id: Constant<string>;
    leaf_id: Constant<string>;
    ns: Constant<Namespace>;
    value: Constant<string>;
  };
  "conversations.mail_reference": {
    mail_id: Constant<string>;
    customer_id: Constant<string>;
    message_id: Constant<string>;
  };
  "conversations.received": {
    key: Constant<string>;
    channel: Constant<string>;
    customer_id: string | null;
    matter_id: string | null;
    message_id: string | null;
    at: Constant<Date>;
  };
  "conversations.auto_sent": { address: Constant<string>; at: Date };
  "conversations.mail_in": {
    id: Constant<string>;
    at: Constant<Date>;
    raw_file_id: Constant<string>;
    size: Constant<number>;
    envelope_from: Constant<string>;
    recipients: Constant<string[]>;
    ip: Constant<string>;
    helo: Constant<string>;
    sender: string | null;
    subject: Generated<string>;
    state: Generated<MailInState>;
    reason: string | null;
    detail: string | null;
    attempts: Generated<number>;
    done_at: Date | null;
  };
};

/** Two matters before they were joined and just after it, as jsonb gives them. */
export interface Was {
  readonly part: readonly [before: unknown, after: unknown];
  readonly into: readonly [before: unknown, after: unknown];
}

export type MatterRow = Selectable<Tables["conversations.matter"]>;
export type MessageRow = Selectable<Tables["conversations.message"]>;
export type AttachmentRow = Selectable<Tables["conversations.attachment"]>;
export type MailAddressRow = Selectable<Tables["conversations.mail_address"]>;
export type SiteRow = Selectable<Tables["conversations.site"]>;
export type MailInRow = Selectable<Tables["conversations.mail_in"]>;

/** The address of a matter or of another row of a customer: the leaf that owns it, and its id. */
export interface Ref {
  readonly customerId: string;
  readonly id: string;
}

/** This room's tables, and only these, on the current transaction. */
export const db = (ctx: Ctx) => ctx.tx.withTables<Tables>();
