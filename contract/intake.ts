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
  summary: "Add a source; its write key is made here",
  access: staff("settings.manage"),
  input: z.object({ name: z.string().trim().min(1).max(120), trusted: z.boolean() }),
  output: Source,
  refusals: ["name_taken"],
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
