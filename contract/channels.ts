import { z } from "zod";
import { call, Done, Id, Instant, Locale, member, pageOf, pageQuery, staff } from "./http.ts";

export const MailAddress = z.object({
  id: Id,
  address: z.string(),
  name: z.string(),
  teamId: Id.nullable(),
  locale: Locale,
  active: z.boolean(),
});
export type MailAddress = z.infer<typeof MailAddress>;

export const mailAddresses = call({
  id: "conversations.mailAddresses",
  method: "GET",
  path: "/mail-addresses",
  summary: "Addresses of ours to which customers write",
  access: member,
  input: z.object({}),
  output: z.object({ items: z.array(MailAddress) }),
  refusals: [],
});

export const addMailAddress = call({
  id: "conversations.addMailAddress",
  method: "POST",
  path: "/mail-addresses",
  summary: "Take mail for an address",
  access: staff("settings.manage"),
  input: MailAddress.omit({ id: true, active: true }),
  output: MailAddress,
  refusals: ["name_taken", "bad_identifier"],
});

export const changeMailAddress = call({
  id: "conversations.changeMailAddress",
  method: "PATCH",
  path: "/mail-addresses/:addressId",
  summary: "Change the name, team or language of an address, or stop taking its mail",
  access: staff("settings.manage"),
  input: z.object({
    addressId: Id,
    name: z.string().trim().min(1).max(120).optional(),
    teamId: Id.nullable().optional(),
    locale: Locale.optional(),
    active: z.boolean().optional(),
  }),
  output: MailAddress,
  refusals: [],
});

/** A page of the company with our form or chat on it. */
export const Site = z.object({
  id: Id,
  key: z.string(),
  name: z.string(),
  teamId: Id.nullable(),
  mailAddressId: Id.nullable(),
  accent: z.string(),
  greeting: z.object({ pl: z.string(), ro: z.string(), en: z.string() }),
  active: z.boolean(),
});
export type Site = z.infer<typeof Site>;

const greeting = z.string().trim().max(1000);
const siteFields = {
  name: z.string().trim().min(1).max(120),
  teamId: Id.nullable(),
  mailAddressId: Id.nullable(),
  accent: z.string().regex(/^#[0-9a-f]{6}$/),
  greeting: z.object({ pl: greeting, ro: greeting, en: greeting }),
};

export const sites = call({
  id: "conversations.sites",
  method: "GET",
  path: "/sites",
  summary: "Sites with our widget or form",
  access: staff("settings.manage"),
  input: z.object({}),
  output: z.object({ items: z.array(Site) }),
  refusals: [],
});

export const addSite = call({
  id: "conversations.addSite",
  method: "POST",
  path: "/sites",
  summary: "Add a site; its key goes into the script tag",
  access: staff("settings.manage"),
  input: z.object(siteFields),
  output: Site,
  refusals: ["name_taken"],
});

export const changeSite = call({
  id: "conversations.changeSite",
  method: "PATCH",
  path: "/sites/:siteId",
  summary: "Change how the widget looks and who gets its contacts",
  access: staff("settings.manage"),
  input: z.object({ siteId: Id, active: z.boolean().optional(), ...z.object(siteFields).partial().shape }),
  output: Site,
  refusals: ["name_taken"],
});

export const BlockedSender = z.object({ id: Id, pattern: z.string(), by: z.string(), at: Instant });

export const blockedSenders = call({
  id: "conversations.blockedSenders",
  method: "GET",
  path: "/blocked-senders",
  summary: "Addresses and domains whose mail is set aside",
  access: staff("conversations.read"),
  input: z.object({}),
  output: z.object({ items: z.array(BlockedSender) }),
  refusals: [],
});

export const blockSender = call({
  id: "conversations.blockSender",
  method: "POST",
  path: "/blocked-senders",
  summary: "Set the mail of an address (a@b.pl) or a domain (@b.pl) aside from now on",
  access: staff("conversations.manage"),
  input: z.object({
    pattern: z
      .string()
      .trim()
      .toLowerCase()
      .max(254)
      .regex(/^[^@\s]*@[^@\s]+$/),
  }),
  output: BlockedSender,
  refusals: ["name_taken"],
});

export const unblockSender = call({
  id: "conversations.unblockSender",
  method: "DELETE",
  path: "/blocked-senders/:senderId",
  summary: "Take the mail of this sender again",
  access: staff("conversations.manage"),
  input: z.object({ senderId: Id }),
  output: Done,
  refusals: [],
});

/** Why a mail made no message; screens translate it (`set_aside.reason.<code>`). */
export const setAsideReasons = [
  "mail_too_large",
  "mail_too_deep",
  "mail_too_many_parts",
  "mail_timeout",
  "mail_unreadable",
  "given_up",
  "error",
  "blocked_sender",
  "too_many",
  "no_sender",
  "own_mail",
  "auto_reply",
  "bounce",
  "complaint",
] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** A mail that made no message: poisonous, blocked, a loop; its raw text is kept. */
export const SetAsideMail = z.object({
  id: Id,
  at: Instant,
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  size: z.number().int(),
  reason: z.enum(setAsideReasons),
  /** What our side or the mail itself adds to it: an address, the words of a fault. May be empty. */
  detail: z.string(),
});
export type SetAsideMail = z.infer<typeof SetAsideMail>;

export const setAsideMails = call({
  id: "conversations.setAsideMails",
  method: "GET",
  path: "/set-aside-mails",
  summary: "Mails that made no message, newest first, with the reason",
  access: staff("conversations.manage"),
  input: z.object({ ...pageQuery }),
  output: pageOf(SetAsideMail),
  refusals: [],
});

export const setAsideRaw = call({
  id: "conversations.setAsideRaw",
  method: "GET",
  path: "/set-aside-mails/:mailId/raw",
  summary: "The raw text of a mail set aside, as a download",
  access: staff("conversations.manage"),
  input: z.object({ mailId: Id }),
  output: z.unknown(),
  refusals: [],
  body: "download",
});

export const retryMail = call({
  id: "conversations.retryMail",
  method: "POST",
  path: "/set-aside-mails/:mailId/retries",
  summary: "Try once more to make a message of it",
  access: staff("conversations.manage"),
  input: z.object({ mailId: Id }),
  output: Done,
  refusals: [],
});

export const discardMail = call({
  id: "conversations.discardMail",
  method: "PATCH",
  path: "/set-aside-mails/:mailId",
  summary: "Make no message of it and take it off the list, or put it back there",
  access: staff("conversations.manage"),
  input: z.object({ mailId: Id, discarded: z.boolean() }),
  output: Done,
  refusals: [],
});
