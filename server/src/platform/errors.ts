import { type RefusalCode, refusals } from "../../../contract/refusals.ts";

/** The answer is "no", for a reason the caller can act on. Anything else thrown is a bug. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly code: RefusalCode;
  readonly status: number;
  /** Further members of the problem document (RFC 9457 §3.2), for people and programs to act on. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: RefusalCode, extra: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.status = refusals[code][0];
    this.extra = extra;
  }
}

/** The value, or the refusal `not_found` when there is none. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Refusal("not_found");
  return value;
}

/** The SQLSTATE of a database error, or undefined. Constraint names are not looked at: workers of Citus
 * send none. Codes of the system (`EPIPE`) have letters only. */
export const sqlState = (error: unknown): string | undefined =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  typeof error.code === "string" &&
  /^(?=.*\d)[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined;
