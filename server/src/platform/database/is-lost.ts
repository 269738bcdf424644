import { sqlState } from "../errors.ts";

const BROKEN = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
]);
/** Classes and codes of PostgreSQL, appendix A: connection exception, shutdown and start of the server, too many connections. */
const STATES = /^(?:08...|57P0[1-3]|53300)$/;
/** What pg says where there is no code. */
const WORDS =
  /connection (?:terminated|error|ended)|timeout exceeded when trying to connect|server closed the connection/i;

/**
 * Does this error mean that the connection to the database was lost, or could not be had? Then the statement was not at
 * fault, may be sent again, and nobody knows whether it was done.
 */
export function isLost(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return STATES.test(state);
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return BROKEN.has(String(code)) || WORDS.test(String(message));
}
