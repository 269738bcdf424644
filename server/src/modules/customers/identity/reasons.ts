/** Stable codes for why an identifier does not join; reviews show them and screens translate them. */
export type Reason =
  | "name_disagrees"
  | "birth_date_disagrees"
  | "unique_identifier_disagrees"
  | "kept_apart"
  | "shared_identifier"
  | "blocked_value"
  | "suspicious_identifier"
  | "suspicious_leaf"
  | "contradictory_leaf"
  | "merge_rate"
  | "forwarded_link"
  | "limit_identifier"
  | "limit_leaves_100"
  | "limit_identifiers_1000"
  | "limit_connected_1000";

/** The rules' own version, kept with every merge that they make. */
export const ruleVersion = 1;

/** The bounds of one person and of one identifier. */
export const limits = {
  leaves: 100,
  identifiers: 1000,
  /** More strong identifiers of one namespace than this within so many days: a public device or a constant. */
  strong: { count: 5, days: 30 },
  /** More leaves that prove one identifier than this within so many days. */
  proofs: { count: 20, days: 1 },
} as const;

const day = 86_400_000;

/** True when more than `count` of the times (ms) lie within less than `days` of each other; `null` days means ever. */
export function exceeds(times: readonly number[], { count, days }: { count: number; days: number | null }): boolean {
  if (times.length <= count) return false;
  if (days === null) return true;
  const sorted = [...times].sort((a, b) => a - b);
  return sorted.some((time, at) => at >= count && time - sorted[at - count]! < days * day);
}
