import { z } from "zod";
import { Attachment, DeliveryState } from "./conversations.ts";
import { call, Done, device, Id, Instant, Locale, pub } from "./http.ts";

/** A member as the customer sees one. */
const Face = z.object({ name: z.string(), photo: z.string().nullable() });

/** A message as the customer's device may see it. */
export const ChatMessage = z.object({
  id: Id,
  at: Instant,
  from: z.enum(["me", "staff", "notice"]),
  channel: z.string(),
  author: Face.nullable(),
  text: z.string(),
  attachments: z.array(Attachment),
  state: DeliveryState.nullable(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const ChatThread = z.object({
  deviceId: Id,
  company: z.string(),
  /** Who answers this customer, when somebody does. */
  face: Face.nullable(),
  /** Somebody of the staff is at the desk. */
  staffed: z.boolean(),
  name: z.string().nullable(),
  /** The addresses proved on this device, and the one that was typed and not proved. */
  proved: z.array(z.string()),
  claimed: z.string().nullable(),
  /** Oldest first, over all matters that this device may see. */
  messages: z.array(ChatMessage),
});
export type ChatThread = z.infer<typeof ChatThread>;

const site = z.string().max(60);

export const config = call({
  id: "chat.config",
  method: "GET",
  path: "/widget/:site",
  summary: "What the widget needs to draw itself on a page",
  access: pub,
  anyOrigin: true,
  input: z.object({ site, locale: Locale.default("en") }),
  output: z.object({
    company: z.string(),
    accent: z.string(),
    greeting: z.string(),
    staffed: z.boolean(),
    writeKey: z.string().nullable(),
  }),
  refusals: [],
});

export const enter = call({
  id: "chat.enter",
  method: "POST",
  path: "/chat/devices",
  summary: "Make this browser a device of a (yet unknown) customer; the token is its only key",
  access: pub,
  anyOrigin: true,
  input: z.object({
    site,
    locale: Locale,
    /** The id under which the tracker of this page sends its events. */
    anonymousId: z.string().min(1).max(200).optional(),
  }),
  output: z.object({ token: z.string(), deviceId: Id }),
  refusals: [],
});

export const thread = call({
  id: "chat.thread",
  method: "GET",
  path: "/chat/thread",
  summary: "Everything this device may see, by what was proved on it",
  access: device,
  anyOrigin: true,
  input: z.object({}),
  output: ChatThread,
  refusals: [],
});

export const say = call({
  id: "chat.say",
  method: "POST",
  path: "/chat/messages",
  summary: "Write to the company",
  access: device,
  anyOrigin: true,
  input: z.object({
    text: z.string().max(20_000),
    fileIds: z.array(Id).max(10).default([]),
    page: z.string().max(2000).optional(),
  }),
  output: ChatMessage,
  refusals: ["empty_message", "spam"],
});

export const introduce = call({
  id: "chat.introduce",
  method: "POST",
  path: "/chat/introductions",
  summary: "Give a name or an e-mail address; both are claims",
  access: device,
  anyOrigin: true,
  input: z.object({ name: z.string().trim().min(1).max(120).optional(), email: z.string().max(254).optional() }),
  output: ChatThread,
  refusals: ["bad_identifier", "identifier_blocked"],
});

export const requestCode = call({
  id: "chat.requestCode",
  method: "POST",
  path: "/chat/codes",
  summary: "Send a one-time code to an address, to prove it on this device",
  access: device,
  anyOrigin: true,
  input: z.object({ email: z.string().max(254) }),
  output: Done,
  refusals: ["bad_identifier", "identifier_blocked"],
});

export const prove = call({
  id: "chat.prove",
  method: "POST",
  path: "/chat/proofs",
  summary: "Prove an address by the code; from now on this device sees what belongs to it",
  access: device,
  anyOrigin: true,
  input: z.object({ email: z.string().max(254), code: z.string().trim().max(12) }),
  output: ChatThread,
  refusals: ["bad_identifier", "code_wrong", "code_expired"],
});

export const read = call({
  id: "chat.read",
  method: "PUT",
  path: "/chat/read",
  summary: "Messages up to this one are on the customer's screen",
  access: device,
  anyOrigin: true,
  input: z.object({ messageId: Id }),
  output: Done,
  refusals: [],
});

export const upload = call({
  id: "chat.upload",
  method: "POST",
  path: "/chat/uploads",
  summary: "Store files to be attached to a message of this device",
  access: device,
  anyOrigin: true,
  input: z.object({}),
  output: z.object({ files: z.array(Attachment) }),
  refusals: [],
  body: "upload",
});

export const attachment = call({
  id: "chat.attachment",
  method: "GET",
  path: "/chat/attachments/:fileId",
  summary: "An attachment of a message that this device may see",
  access: device,
  anyOrigin: true,
  input: z.object({ fileId: Id }),
  output: z.unknown(),
  refusals: [],
  body: "download",
});

export const leave = call({
  id: "chat.leave",
  method: "DELETE",
  path: "/chat/devices/current",
  summary: "Forget this device; its token is useless afterwards",
  access: device,
  anyOrigin: true,
  input: z.object({}),
  output: Done,
  refusals: [],
});

export const submitForm = call({
  id: "chat.submitForm",
  method: "POST",
  path: "/forms/:site/messages",
  summary: "Send the web form; acknowledged by a mail whose answer proves the address",
  access: pub,
  anyOrigin: true,
  input: z.object({
    site,
    name: z.string().trim().min(1).max(120),
    email: z.string().max(254),
    phone: z.string().max(40).optional(),
    subject: z.string().trim().max(300).optional(),
    text: z.string().trim().min(1).max(20_000),
    locale: Locale.default("en"),
    page: z.string().max(2000).optional(),
    anonymousId: z.string().max(200).optional(),
    /** A field that people do not see; what fills it is a machine. */
    website: z.string().max(500).optional(),
    /** Milliseconds between the form being shown and sent; below two seconds is a machine. */
    elapsed: z.coerce.number().int().min(0).optional(),
  }),
  output: z.object({ number: z.number().int() }),
  refusals: ["bad_identifier", "identifier_blocked", "spam"],
});
