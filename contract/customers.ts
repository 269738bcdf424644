import { z } from "zod";
import { call, Done, Flag, Id, Instant, Locale, pageOf, pageQuery, staff } from "./http.ts";

export const identifierNamespaces = [
  "user",
  "card",
  "email",
  "phone",
  "whatsapp",
  "telegram",
  "facebook",
  "instagram",
  "anonymous",
  "device",
] as const;
export const Namespace = z.enum(identifierNamespaces);
export type Namespace = z.infer<typeof Namespace>;

/**
 * How sure we are that an identifier is this person's: `proved` by a code, a tokened reply or aligned mail; `claimed` by
 * typing or calling; `shared` when several people proved it, so that it suggests and never merges.
 */
export const Standing = z.enum(["proved", "claimed", "shared", "blocked"]);
export type Standing = z.infer<typeof Standing>;

export const Identifier = z.object({
  ns: Namespace,
  value: z.string(),
  standing: Standing,
  leafId: Id,
  lastSeenAt: Instant,
});
export type Identifier = z.infer<typeof Identifier>;

/** A customer in a list. `id` is the canonical leaf. */
export const CustomerLine = z.object({
  id: Id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  known: z.boolean(),
  /** When the oldest leaf began. */
  createdAt: Instant,
  lastSeenAt: Instant,
});
export type CustomerLine = z.infer<typeof CustomerLine>;

/** One person whom another record may be: the reason is shown, a person decides. */
export const Suggestion = z.object({
  customer: CustomerLine,
  ns: Namespace,
  value: z.string(),
  reason: z.enum(["claimed_here", "claimed_there", "shared"]),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** What a room says of a customer on the single view: a short list of labelled figures. */
export const Summary = z.object({
  room: z.string(),
  items: z.array(
    z.object({ key: z.string(), value: z.union([z.string(), z.number(), z.null()]), at: Instant.nullable() }),
  ),
});
export type Summary = z.infer<typeof Summary>;

export const Customer = z.object({
  id: Id,
  leafIds: z.array(Id),
  name: z.string().nullable(),
  birthDate: z.string().nullable(),
  locale: Locale.nullable(),
  known: z.boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  identifiers: z.array(Identifier),
  suggestions: z.array(Suggestion),
  summaries: z.array(Summary),
  version: z.number().int(),
});
export type Customer = z.infer<typeof Customer>;

const who = { customerId: Id };

export const list = call({
  id: "customers.list",
  method: "GET",
  path: "/customers",
  summary: "Customers, last seen first; `q` searches names without diacritics, e-mail and phone in any form",
  access: staff("customers.read"),
  input: z.object({ q: z.string().trim().max(200).optional(), anonymous: Flag.optional(), ...pageQuery }),
  output: pageOf(CustomerLine),
  refusals: [],
});

export const add = call({
  id: "customers.add",
  method: "POST",
  path: "/customers",
  summary: "Add a customer by hand; what is typed is a claim until it is proved",
  access: staff("customers.write"),
  input: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    email: z.string().max(254).optional(),
    phone: z.string().max(40).optional(),
    locale: Locale.optional(),
  }),
  output: Customer,
  refusals: ["bad_identifier", "identifier_blocked"],
});

export const get = call({
  id: "customers.get",
  method: "GET",
  path: "/customers/:customerId",
  summary: "One customer: all identifiers over all leaves, suggestions, what each room knows",
  access: staff("customers.read"),
  input: z.object(who),
  output: Customer,
  refusals: [],
});

export const change = call({
  id: "customers.change",
  method: "PATCH",
  path: "/customers/:customerId",
  summary: "Correct name, birth date or language; the former value stays in the history",
  access: staff("customers.write"),
  input: z.object({
    ...who,
    version: z.number().int(),
    name: z.string().trim().min(1).max(200).optional(),
    birthDate: z.iso.date().nullable().optional(),
    locale: Locale.optional(),
  }),
  output: Customer,
  refusals: ["changed_meanwhile"],
});

export const addIdentifier = call({
  id: "customers.addIdentifier",
  method: "POST",
  path: "/customers/:customerId/identifiers",
  summary: "Note an e-mail address, a phone number or a card that the customer named; a claim until proved",
  access: staff("customers.write"),
  input: z.object({ ...who, ns: z.enum(["email", "phone", "card"]), value: z.string().trim().min(1).max(500) }),
  output: Customer,
  refusals: ["bad_identifier", "identifier_blocked"],
});

export const TimelineEntry = z.object({
  id: Id,
  leafId: Id,
  at: Instant,
  name: z.string(),
  channel: z.string().nullable(),
  actor: z.string(),
  actorName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  /** How many like entries in a row this one stands for (page views fold together), with the first of them. */
  count: z.number().int(),
  firstAt: Instant,
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const timeline = call({
  id: "customers.timeline",
  method: "GET",
  path: "/customers/:customerId/timeline",
  summary: "Everything that happened over all leaves, newest first, like page views folded",
  access: staff("customers.read"),
  input: z.object({ ...who, ...pageQuery }),
  output: pageOf(TimelineEntry),
  refusals: [],
});

export const MergePreview = z.object({
  into: CustomerLine,
  other: CustomerLine,
  leaves: z.number().int(),
  identifiers: z.array(Identifier),
  /** What speaks against: stable codes such as `name_disagrees`. */
  warnings: z.array(z.string()),
  result: z.object({ name: z.string().nullable(), birthDate: z.string().nullable(), locale: Locale.nullable() }),
  contents: z.array(z.object({ room: z.string(), key: z.string(), into: z.number().int(), other: z.number().int() })),
});
export type MergePreview = z.infer<typeof MergePreview>;

export const previewMerge = call({
  id: "customers.previewMerge",
  method: "GET",
  path: "/customers/:customerId/merge-previews/:otherId",
  summary: "What a merge of two customers would give, and what speaks against it",
  access: staff("customers.merge"),
  input: z.object({ ...who, otherId: Id }),
  output: MergePreview,
  refusals: ["same_person"],
});

export const Merge = z.object({
  id: Id,
  aLeaf: CustomerLine,
  bLeaf: CustomerLine,
  by: z.enum(["staff", "rule"]),
  actorName: z.string().nullable(),
  /** `staff` by hand, `review` by a decision, `proved_identifier` by the rule, which names the identifier. */
  reason: z.string(),
  ns: Namespace.nullable(),
  value: z.string().nullable(),
  at: Instant,
  /** Merges by staff that hold the two together without this one: undoing it parts nobody before those are undone. */
  heldBy: z.array(Id),
});
export type Merge = z.infer<typeof Merge>;

export const merge = call({
  id: "customers.merge",
  method: "POST",
  path: "/customers/:customerId/merges",
  summary: "Join two customers into one person; nothing is moved, all can be undone",
  access: staff("customers.merge"),
  input: z.object({ ...who, otherId: Id }),
  output: Customer,
  refusals: ["same_person", "merge_limit"],
});

export const merges = call({
  id: "customers.merges",
  method: "GET",
  path: "/customers/:customerId/merges",
  summary: "The merges that hold this person together",
  access: staff("customers.read"),
  input: z.object(who),
  output: z.object({ items: z.array(Merge) }),
  refusals: [],
});

/** What a person has to look at after an unmerge: written while merged and spoken by another leaf. */
export const Leftover = z.object({
  room: z.string(),
  customerId: Id,
  id: Id,
  title: z.string(),
  foreign: z.number().int(),
});

export const unmerge = call({
  id: "customers.unmerge",
  method: "DELETE",
  path: "/customers/:customerId/merges/:mergeId",
  summary: "Undo one merge; answers with the people that result and what was written by both meanwhile",
  access: staff("customers.merge"),
  input: z.object({ ...who, mergeId: Id }),
  output: z.object({ customers: z.array(CustomerLine), leftovers: z.array(Leftover) }),
  refusals: ["not_merged", "held_together"],
});

export const Review = z.object({
  id: Id,
  at: Instant,
  a: CustomerLine,
  b: CustomerLine,
  ns: Namespace,
  value: z.string(),
  reason: z.string(),
  state: z.enum(["open", "joined", "kept_apart"]),
});
export type Review = z.infer<typeof Review>;

export const reviews = call({
  id: "customers.reviews",
  method: "GET",
  path: "/identity-reviews",
  summary: "Merges that a rule stopped and a person should decide",
  access: staff("customers.merge"),
  input: z.object({ state: Review.shape.state.default("open"), ...pageQuery }),
  output: pageOf(Review),
  refusals: [],
});

export const decideReview = call({
  id: "customers.decideReview",
  method: "POST",
  path: "/identity-reviews/:reviewId/decisions",
  summary: "Join the two, or keep them apart for good",
  access: staff("customers.merge"),
  input: z.object({ reviewId: Id, decision: z.enum(["joined", "kept_apart"]) }),
  output: Review,
  refusals: ["review_closed", "same_person", "merge_limit"],
});

export const reopenReview = call({
  id: "customers.reopenReview",
  method: "DELETE",
  path: "/identity-reviews/:reviewId/decisions",
  summary: "Take a decision back: who was joined by it is parted, who was kept apart is a question again",
  access: staff("customers.merge"),
  input: z.object({ reviewId: Id }),
  output: Review,
  refusals: ["held_together"],
});

export const BlockedValue = z.object({
  id: Id,
  ns: Namespace.nullable(),
  kind: z.enum(["exact", "pattern"]),
  value: z.string(),
});

export const blockedValues = call({
  id: "customers.blockedValues",
  method: "GET",
  path: "/blocked-identifiers",
  summary: "Values that never identify a person, besides the built-in ones",
  access: staff("settings.manage"),
  input: z.object({}),
  output: z.object({ items: z.array(BlockedValue) }),
  refusals: [],
});

export const blockValue = call({
  id: "customers.blockValue",
  method: "POST",
  path: "/blocked-identifiers",
  summary: "Stop a value from identifying anybody",
  access: staff("settings.manage"),
  input: BlockedValue.omit({ id: true }),
  output: BlockedValue,
  refusals: ["bad_identifier", "name_taken"],
});

export const unblockValue = call({
  id: "customers.unblockValue",
  method: "DELETE",
  path: "/blocked-identifiers/:blockedId",
  summary: "Let a value identify people again",
  access: staff("settings.manage"),
  input: z.object({ blockedId: Id }),
  output: Done,
  refusals: [],
});

/** A hit of the search over all rooms. */
export const Hit = z.object({
  kind: z.enum(["customer", "matter"]),
  customerId: Id,
  id: Id,
  title: z.string(),
  detail: z.string(),
  at: Instant,
});
export type Hit = z.infer<typeof Hit>;

export const search = call({
  id: "customers.search",
  method: "GET",
  path: "/search",
  summary: "Search over customers and matters: names, e-mail, phone in any form, matter numbers",
  access: staff("customers.read"),
  input: z.object({ q: z.string().trim().min(1).max(200), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  output: z.object({ items: z.array(Hit) }),
  refusals: [],
});
