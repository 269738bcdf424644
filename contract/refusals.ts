/**
 * Every reason for which the answer may be "no", with its HTTP status and an English title. The code is stable: clients
 * branch on it and screens translate it (`refusal.<code>`).
 */
export const refusals = {
  bad_input: [400, "The request does not have the declared shape."],
  bad_json: [400, "The body is not valid JSON."],
  not_signed_in: [401, "Sign in first."],
  not_allowed: [403, "Your role does not allow this."],
  cross_site: [403, "The request came from another site."],
  not_found: [404, "There is no such thing, or it is not yours to see."],
  changed_meanwhile: [409, "Somebody changed this meanwhile."],
  idempotency_key_reused: [422, "This Idempotency-Key was used for another request."],
  too_large: [413, "That is too large."],
  too_many_requests: [429, "Too many requests; wait and try again."],
  unsupported_media_type: [415, "This kind of content is not accepted."],
  internal: [500, "Something went wrong on our side. It has been logged."],
  unavailable: [503, "The service is not ready."],

  wrong_credentials: [401, "The e-mail address or the password is wrong."],
  link_not_valid: [410, "This link was used already or has expired."],
  password_too_weak: [422, "The password is too easy to guess."],
  email_taken: [409, "Another colleague already has this e-mail address."],
  name_taken: [409, "This name is taken."],
  last_administrator: [409, "There must be one active administrator."],
  already_set_up: [409, "This installation already has an owner."],
  in_use: [409, "This is still in use."],

  bad_identifier: [422, "This is not a valid e-mail address, phone number or identifier."],
  identifier_blocked: [422, "This value does not identify a person."],
  same_person: [409, "These are already the same person."],
  not_merged: [409, "These are not merged."],
  held_together: [409, "Merges by hand hold these together. Undo those first."],
  merge_limit: [409, "Too many profiles or identifiers would belong to one person."],
  key_taken: [409, "Another source has this write key."],
  no_source: [409, "No source takes events of this write key. Add one, or switch it on."],
  review_closed: [409, "This was already decided."],
  code_wrong: [422, "The code is wrong."],
  code_expired: [410, "The code has expired or was tried too often. Ask for a new one."],

  answered_meanwhile: [409, "Somebody answered meanwhile."],
  sent_meanwhile: [409, "This message was sent meanwhile."],
  matter_closed: [409, "This matter is closed. Reopen it first."],
  not_reachable: [409, "The customer cannot be reached by this channel."],
  empty_message: [422, "The message is empty."],
  nothing_to_split: [409, "Choose some, not all, of the messages."],
  other_customer: [409, "These matters belong to different customers. Merge the customers, or move the matter."],
  channel_off: [409, "This channel is not configured."],
  spam: [422, "This looks like spam."],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof refusals;

/** Refusals that any call may answer; the contract of a call lists only its own. */
export const commonRefusals = [
  "bad_input",
  "bad_json",
  "not_signed_in",
  "not_allowed",
  "cross_site",
  "not_found",
  "idempotency_key_reused",
  "too_large",
  "too_many_requests",
  "unsupported_media_type",
  "internal",
  "unavailable",
] as const satisfies readonly RefusalCode[];
