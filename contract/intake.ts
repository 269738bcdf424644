import { z } from "zod";
import { call, Done, Id, Instant, pageOf, pageQuery, staff } from "./http.ts";

/** A place that events come from, with its write key. Ids of signed-in users are believed only of trusted sources. */
export const Source = z.object({
  id: Id,
  name: z.string(),
  writeKey: z.string(),
  trusted: z.boolean(),
  active: z.boolean(),
  createdAt: Instant,
  lastEventAt: Instant.nullable(),
});
export type Source = z.infer<typeof Source>;

export const sources = call({
  id: "intake.sources",
  method: "GET",
  path: "/event-sources",
  summary: "Sources of events and their write keys",
  access: staff("settings.manage"),
  input: z.object({}),
  output: z.object({ items: z.array(Source) }),
  refusals: [],
});

export const addSource = call({
  id: "intake.addSource",
  method: "POST",
  path: "/event-sources",
  summary: "Add a source; its write key is made here unless one is given that a sender uses already",
  access: staff("settings.manage"),
  input: z.object({
    name: z.string().trim().min(1).max(120),
    trusted: z.boolean(),
    /** The key that a sender uses already. */
    writeKey: z
      .string()
      .regex(/^[^\s:]{1,200}$/)
      .optional(),
  }),
  output: Source,
  refusals: ["name_taken", "key_taken"],
});

export const changeSource = call({
  id: "intake.changeSource",
  method: "PATCH",
  path: "/event-sources/:sourceId",
  summary: "Rename, trust or switch off a source; events of a source that is off are quarantined",
  access: staff("settings.manage"),
  input: z.object({
    sourceId: Id,
    name: z.string().trim().min(1).max(120).optional(),
    trusted: z.boolean().optional(),
    active: z.boolean().optional(),
  }),
  output: Source,
  refusals: ["name_taken"],
});

/** An event that was not taken in: malformed, too large, or sent with a key that nobody knows. */
export const Rejected = z.object({
  id: Id,
  at: Instant,
  sourceName: z.string().nullable(),
  writeKey: z.string(),
  reason: z.string(),
  detail: z.string(),
  event: z.unknown(),
});
export type Rejected = z.infer<typeof Rejected>;

export const rejected = call({
  id: "intake.rejected",
  method: "GET",
  path: "/rejected-events",
  summary: "Events that were not taken in, newest first, with the reason",
  access: staff("intake.manage"),
  input: z.object({ reason: z.string().max(60).optional(), ...pageQuery }),
  output: pageOf(Rejected),
  refusals: [],
});

export const dismissRejected = call({
  id: "intake.dismissRejected",
  method: "DELETE",
  path: "/rejected-events/:rejectedId",
  summary: "Remove a rejected event from the list",
  access: staff("intake.manage"),
  input: z.object({ rejectedId: Id }),
  output: Done,
  refusals: [],
});

/** How much is set aside of a write key. */
export const RejectedTotal = z.object({
  writeKey: z.string(),
  sourceName: z.string().nullable(),
  /** A source takes events of this key now. */
  isTaken: z.boolean(),
  events: z.number().int(),
  /** Events that only wait for a source of this key. */
  waiting: z.number().int(),
  /** Faulty events that found no room. */
  dropped: z.number().int(),
  /** There is hardly room for more: whoever sends under this key is asked to come again later. */
  isFull: z.boolean(),
});
export type RejectedTotal = z.infer<typeof RejectedTotal>;

export const rejectedTotals = call({
  id: "intake.rejectedTotals",
  method: "GET",
  path: "/rejected-event-totals",
  summary: "How many events are set aside of each write key, and whether there is room for more",
  access: staff("intake.manage"),
  input: z.object({}),
  output: z.object({ isFull: z.boolean(), items: z.array(RejectedTotal) }),
  refusals: [],
});

export const replayRejected = call({
  id: "intake.replayRejected",
  method: "POST",
  path: "/rejected-events/replays",
  summary: "Take in, in the background, what waits under a write key that has a source now; each event once",
  access: staff("intake.manage"),
  input: z.object({ writeKey: z.string().max(200) }),
  output: Done,
  refusals: ["no_source"],
});

export const dismissRejectedOf = call({
  id: "intake.dismissRejectedOf",
  method: "DELETE",
  path: "/rejected-events",
  summary: "Remove everything that was set aside under a write key from the list",
  access: staff("intake.manage"),
  input: z.object({ writeKey: z.string().max(200) }),
  output: Done,
  refusals: [],
});
