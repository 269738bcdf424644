import { z } from "zod";
import { CustomerLine, Namespace, Standing, Suggestion } from "./customers.ts";
import { call, Done, Id, Instant, member, pageOf, pageQuery, staff } from "./http.ts";

export const channels = ["form", "email", "chat", "phone", "branch"] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;

export const MatterState = z.enum(["open", "waiting", "closed"]);
export type MatterState = z.infer<typeof MatterState>;

/** Monotone but for the failures: queued → sent → delivered → read; `unknown` when the answer of the other side was lost. */
export const DeliveryState = z.enum(["queued", "sent", "delivered", "read", "failed", "bounced", "unknown"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const Attachment = z.object({
  fileId: Id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

export const Author = z.object({
  kind: z.enum(["customer", "member", "system"]),
  /** A member, or a person by the canonical leaf. */
  id: Id.nullable(),
  /** For a customer without a name the address it came from, else another of theirs; null for somebody unknown. */
  name: z.string().nullable(),
  photo: z.string().nullable(),
});

export const Message = z.object({
  id: Id,
  /** The leaf that owns the row; with `id` its address. */
  customerId: Id,
  matterId: Id,
  at: Instant,
  kind: z.enum(["message", "note", "talk", "bounce", "auto_reply", "notice"]),
  direction: z.enum(["in", "out", "internal"]),
  channel: Channel.nullable(),
  author: Author,
  /** Who spoke or was addressed, where that is another leaf than `customerId`. */
  viaLeaf: Id.nullable(),
  /** The identifier it came from or went to, and how sure we were of it then. */
  identifier: z.object({ ns: Namespace, value: z.string(), standing: Standing }).nullable(),
  subject: z.string().nullable(),
  text: z.string(),
  /** What the sender quoted, folded away on screen. */
  quoted: z.string().nullable(),
  hasHtml: z.boolean(),
  attachments: z.array(Attachment),
  delivery: z.object({ state: DeliveryState, at: Instant, detail: z.string().nullable() }).nullable(),
  /** Things a reader should be told: `unknown_sender`, `not_authentic`, `automatic`. */
  flags: z.array(z.string()),
});
export type Message = z.infer<typeof Message>;

export const Matter = z.object({
  id: Id,
  customerId: Id,
  number: z.number().int(),
  subject: z.string(),
  state: MatterState,
  assigneeId: Id.nullable(),
  teamId: Id.nullable(),
  openedAt: Instant,
  lastAt: Instant,
  lastChannel: Channel,
  /** The customer spoke last. */
  needsReply: z.boolean(),
  version: z.number().int(),
});
export type Matter = z.infer<typeof Matter>;

/** A matter in the inbox. */
export const MatterLine = Matter.extend({
  customer: CustomerLine,
  preview: z.string(),
  channels: z.array(Channel),
  unread: z.boolean(),
});
export type MatterLine = z.infer<typeof MatterLine>;

/** A way to answer: by this channel to this identifier, and whether it is proved to be the customer's. */
export const Reach = z.object({
  channel: z.enum(["email", "chat"]),
  ns: Namespace,
  value: z.string(),
  standing: Standing,
  leafId: Id,
  /** For chat: the device is connected now. */
  online: z.boolean(),
});
export type Reach = z.infer<typeof Reach>;

export const MatterDetail = z.object({
  matter: Matter,
  customer: CustomerLine,
  reach: z.array(Reach),
  /** People whom the writer claims to be, to be joined with one click. */
  claims: z.array(Suggestion),
  /** Other open matters of the last 14 days that a merge brought to this person, to be joined with one click. */
  alsoOpen: z.array(
    z.object({
      customerId: Id,
      id: Id,
      number: z.number().int(),
      subject: z.string(),
      lastAt: Instant,
      lastChannel: Channel,
    }),
  ),
  /** Matters that were joined into this one. */
  joined: z.array(z.object({ customerId: Id, id: Id, number: z.number().int() })),
  /** Where this one was joined into. */
  joinedInto: z.object({ customerId: Id, id: Id, number: z.number().int() }).nullable(),
});
export type MatterDetail = z.infer<typeof MatterDetail>;

export const InboxView = z.enum(["mine", "unassigned", "team", "all"]);
export type InboxView = z.infer<typeof InboxView>;

/** By the moment of the last word. */
export const InboxOrder = z.enum(["newest", "oldest"]);
export type InboxOrder = z.infer<typeof InboxOrder>;

const where = { customerId: Id, matterId: Id };

export const inbox = call({
  id: "conversations.inbox",
  method: "GET",
  path: "/matters",
  summary: "Matters of the inbox, last spoken first unless asked for the other way round",
  access: staff("conversations.read"),
  input: z.object({
    view: InboxView.default("all"),
    state: MatterState.optional(),
    channel: Channel.optional(),
    order: InboxOrder.default("newest"),
    ...pageQuery,
  }),
  output: pageOf(MatterLine),
  refusals: [],
});

export const counts = call({
  id: "conversations.counts",
  method: "GET",
  path: "/matter-counts",
  summary: "How many open matters each view of the inbox holds",
  access: staff("conversations.read"),
  input: z.object({}),
  output: z.object({
    mine: z.number().int(),
    unassigned: z.number().int(),
    team: z.number().int(),
    all: z.number().int(),
  }),
  refusals: [],
});

export const ofCustomer = call({
  id: "conversations.ofCustomer",
  method: "GET",
  path: "/customers/:customerId/matters",
  summary: "Matters of one customer over all leaves, last spoken first",
  access: staff("conversations.read"),
  input: z.object({ customerId: Id, ...pageQuery }),
  output: pageOf(MatterLine),
  refusals: [],
});

export const byNumber = call({
  id: "conversations.byNumber",
  method: "GET",
  path: "/matter-numbers/:number",
  summary: "The matter of a short number such as 4821",
  access: staff("conversations.read"),
  input: z.object({ number: z.coerce.number().int().positive() }),
  output: Matter,
  refusals: [],
});

export const get = call({
  id: "conversations.get",
  method: "GET",
  path: "/customers/:customerId/matters/:matterId",
  summary: "A matter, its customer, the ways to answer, and who else the writer may be",
  access: staff("conversations.read"),
  input: z.object(where),
  output: MatterDetail,
  refusals: [],
});

export const messages = call({
  id: "conversations.messages",
  method: "GET",
  path: "/customers/:customerId/matters/:matterId/messages",
  summary: "Messages of a matter (and of those joined into it), newest first",
  access: staff("conversations.read"),
  input: z.object({ ...where, ...pageQuery }),
  output: pageOf(Message),
  refusals: [],
});

export const messageHtml = call({
  id: "conversations.messageHtml",
  method: "GET",
  path: "/customers/:customerId/messages/:messageId/html",
  summary: "The sanitised HTML of a message, to be shown in a sandboxed frame",
  access: staff("conversations.read"),
  input: z.object({ customerId: Id, messageId: Id }),
  output: z.object({ html: z.string(), remoteImages: z.number().int() }),
  refusals: [],
});

export const attachment = call({
  id: "conversations.attachment",
  method: "GET",
  path: "/customers/:customerId/attachments/:fileId",
  summary: "An attachment, always as a download",
  access: staff("conversations.read"),
  input: z.object({ customerId: Id, fileId: Id }),
  output: z.unknown(),
  refusals: [],
  body: "download",
});

export const upload = call({
  id: "conversations.upload",
  method: "POST",
  path: "/uploads",
  summary: "Store files to be attached to a message or used as a photo",
  access: member,
  input: z.object({}),
  output: z.object({ files: z.array(Attachment) }),
  refusals: [],
  body: "upload",
});

export const reply = call({
  id: "conversations.reply",
  method: "POST",
  path: "/customers/:customerId/matters/:matterId/replies",
  summary: "Answer the customer by any channel in which the person can be reached",
  access: staff("conversations.reply"),
  input: z.object({
    ...where,
    channel: z.enum(["email", "chat"]),
    to: z.object({ ns: Namespace, value: z.string().max(500) }),
    text: z.string().max(100_000),
    fileIds: z.array(Id).max(20).default([]),
    /** The last message that the writer had on screen; an answer by a colleague after it holds this one back. */
    seen: Id.nullable(),
    /** Send although somebody answered meanwhile. */
    anyway: z.boolean().default(false),
    /** The state of the matter afterwards. */
    nextState: z.enum(["waiting", "open", "closed"]).default("waiting"),
  }),
  output: Message,
  refusals: ["answered_meanwhile", "matter_closed", "not_reachable", "empty_message", "channel_off"],
});

export const resend = call({
  id: "conversations.resend",
  method: "POST",
  path: "/customers/:customerId/messages/:messageId/resends",
  summary: "Send a reply that did not arrive once more, as the same mail",
  access: staff("conversations.reply"),
  input: z.object({ customerId: Id, messageId: Id }),
  output: Message,
  refusals: ["sent_meanwhile", "answered_meanwhile", "matter_closed", "not_reachable", "channel_off"],
});

export const note = call({
  id: "conversations.note",
  method: "POST",
  path: "/customers/:customerId/matters/:matterId/notes",
  summary: "Write a note that only colleagues see",
  access: staff("conversations.reply"),
  input: z.object({ ...where, text: z.string().max(100_000), fileIds: z.array(Id).max(20).default([]) }),
  output: Message,
  refusals: ["empty_message"],
});

export const logTalk = call({
  id: "conversations.logTalk",
  method: "POST",
  path: "/customers/:customerId/talks",
  summary: "Record a phone call or a talk in the branch; it joins the open matter or begins one",
  access: staff("conversations.reply"),
  input: z.object({
    customerId: Id,
    matterId: Id.optional(),
    channel: z.enum(["phone", "branch"]),
    direction: z.enum(["in", "out"]).default("in"),
    text: z.string().max(100_000),
  }),
  output: Message,
  refusals: ["empty_message"],
});

export const start = call({
  id: "conversations.start",
  method: "POST",
  path: "/customers/:customerId/matters",
  summary: "Begin a new matter by writing to the customer",
  access: staff("conversations.reply"),
  input: z.object({
    customerId: Id,
    subject: z.string().trim().min(1).max(300),
    channel: z.enum(["email", "chat"]),
    to: z.object({ ns: Namespace, value: z.string().max(500) }),
    text: z.string().max(100_000),
    fileIds: z.array(Id).max(20).default([]),
  }),
  output: Matter,
  refusals: ["not_reachable", "empty_message", "channel_off"],
});

export const change = call({
  id: "conversations.change",
  method: "PATCH",
  path: "/customers/:customerId/matters/:matterId",
  summary: "Change assignee, team, state or subject",
  access: staff("conversations.reply"),
  input: z.object({
    ...where,
    version: z.number().int(),
    assigneeId: Id.nullable().optional(),
    teamId: Id.nullable().optional(),
    state: MatterState.optional(),
    subject: z.string().trim().min(1).max(300).optional(),
  }),
  output: Matter,
  refusals: ["changed_meanwhile"],
});

export const seen = call({
  id: "conversations.seen",
  method: "PUT",
  path: "/customers/:customerId/matters/:matterId/seen",
  summary: "The signed-in member has this message on screen; the customer's chat shows it as read",
  access: staff("conversations.read"),
  input: z.object({ ...where, messageId: Id }),
  output: Done,
  refusals: [],
});

export const split = call({
  id: "conversations.split",
  method: "POST",
  path: "/customers/:customerId/matters/:matterId/splits",
  summary: "Take some messages out into a matter of their own",
  access: staff("conversations.manage"),
  input: z.object({ ...where, messageIds: z.array(Id).min(1).max(500), subject: z.string().trim().min(1).max(300) }),
  output: Matter,
  refusals: ["nothing_to_split"],
});

export const join = call({
  id: "conversations.join",
  method: "POST",
  path: "/customers/:customerId/matters/:matterId/joins",
  summary: "Read another matter of the same person as part of this one; can be undone",
  access: staff("conversations.manage"),
  input: z.object({ ...where, otherCustomerId: Id, otherId: Id }),
  output: MatterDetail,
  refusals: ["other_customer"],
});

export const unjoin = call({
  id: "conversations.unjoin",
  method: "DELETE",
  path: "/customers/:customerId/matters/:matterId/joins/:otherCustomerId/:otherId",
  summary: "Undo a join",
  access: staff("conversations.manage"),
  input: z.object({ ...where, otherCustomerId: Id, otherId: Id }),
  output: MatterDetail,
  refusals: [],
});

export const move = call({
  id: "conversations.move",
  method: "POST",
  path: "/customers/:customerId/matters/:matterId/moves",
  summary: "Give the matter to the customer it really belongs to",
  access: staff("conversations.manage"),
  input: z.object({ ...where, toCustomerId: Id }),
  output: Matter,
  refusals: ["same_person"],
});
