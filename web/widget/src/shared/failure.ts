/**
 * A call that was not answered with success. `code` is the refusal's stable code, `network` when no answer came, or
 * `http` when the answer was no problem document.
 */
export class Failure extends Error {
  readonly code: string;
  readonly status: number;
  /** Milliseconds the server asked us to wait (`Retry-After`), or null. */
  readonly wait: number | null;
  /** First segments of the paths of refused input fields. */
  readonly fields: readonly string[];

  constructor(code: string, status = 0, wait: number | null = null, fields: readonly string[] = []) {
    super(code);
    this.code = code;
    this.status = status;
    this.wait = wait;
    this.fields = fields;
  }

  /** The same request may succeed later as it is. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || [408, 409, 425, 429].includes(this.status);
  }
}

/** The failure that an answer with an error status stands for (RFC 9457 problem document, `Retry-After` in seconds). */
export function failureOf(status: number, body: string, retryAfter: string | null): Failure {
  const waitFor = (seconds: number) => (Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : null);
  let wait = waitFor(Number.parseInt(retryAfter ?? "", 10));
  try {
    const problem = JSON.parse(body) as { code?: unknown; retryAfter?: unknown; issues?: { path?: unknown[] }[] };
    // Other sites' pages may not read the header unless it is exposed to them; the document says the same.
    wait ??= waitFor(Number(problem.retryAfter ?? Number.NaN));
    const fields = (problem.issues ?? []).map((issue) => String(issue.path?.[0] ?? ""));
    return new Failure(typeof problem.code === "string" ? problem.code : "http", status, wait, fields);
  } catch {
    return new Failure("http", status, wait);
  }
}
