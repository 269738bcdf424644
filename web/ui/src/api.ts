import { z } from "zod";
import { type Call, pathParams } from "../../../contract/http.ts";
import { type RefusalCode, refusals } from "../../../contract/refusals.ts";

// The page's policy forbids evaluated code; zod would try it, and the browser would log a violation.
z.config({ jitless: true });

/** The server's reasons and two of our own: no answer came, or an answer that the contract does not know. */
export type Code = RefusalCode | "offline" | "bad_answer";

/** A "no" with its stable code. `extra` holds what the refusal adds, e.g. who answered meanwhile. */
export class Refused extends Error {
  override name = "Refused";
  readonly code: Code;
  readonly status: number;
  readonly requestId: string | null;
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(code: Code, status: number, title: string, requestId: string | null, extra: Record<string, unknown>) {
    super(title);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.extra = extra;
  }
}

/** True where the other side was not reached, so that the same request may be sent again. */
export const unreached = (error: unknown): boolean =>
  error instanceof Refused && (error.code === "offline" || error.code === "unavailable");

export interface SendOptions {
  /** Names the user's action; the same over all tries of that action. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** Waits in milliseconds before each further try after no answer. */
  readonly patience?: readonly number[];
  readonly base?: string;
}

const PATIENCE = [300, 1000, 3000] as const;

/** A fresh random key for one action of a person, 32 hex digits. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where a call goes: its path filled in, the other fields as query (GET, DELETE) or JSON body. */
export function address(c: Call, input: Readonly<Record<string, unknown>>): { url: string; body: string | null } {
  const named = pathParams(c.path);
  const path = c.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const rest = Object.entries(input).filter(([name, value]) => !named.includes(name) && value !== undefined);
  if (c.method !== "GET" && c.method !== "DELETE") return { url: path, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams(rest.map(([name, value]) => [name, String(value)])).toString();
  return { url: query === "" ? path : `${path}?${query}`, body: null };
}

/**
 * Make a call. Throws `Refused` for every "no". What changes something carries an `Idempotency-Key`, the same over the
 * tries after a lost answer, so that it is done once.
 */
export async function send<In extends z.ZodObject, Out extends z.ZodType>(
  c: Call<In, Out>,
  input: z.input<In>,
  options: SendOptions = {},
): Promise<z.output<Out>> {
  const { url, body } = address(c as unknown as Call, input);
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== null) headers["content-type"] = "application/json";
  const changes = c.method !== "GET";
  if (changes) headers["idempotency-key"] = options.key ?? newKey();
  const patience = options.patience ?? (changes ? PATIENCE : []);
  const request = () => exchange(c, `${options.base ?? ""}/api${url}`, { headers, body }, options.signal);
  return (await persist(request, patience)) as z.output<Out>;
}

/** Store files; the answer names them for a message to come. */
export async function sendFiles<Out extends z.ZodType>(
  c: Call<z.ZodObject, Out>,
  files: readonly File[],
  options: SendOptions = {},
): Promise<z.output<Out>> {
  const headers = { accept: "application/json", "idempotency-key": options.key ?? newKey() };
  const body = new FormData();
  for (const file of files) body.append("file", file, file.name);
  const request = () => exchange(c, `${options.base ?? ""}/api${c.path}`, { headers, body }, options.signal);
  return (await persist(request, options.patience ?? PATIENCE)) as z.output<Out>;
}

/** The address of a stored file for a link or a picture. */
export const fileUrl = (c: Call<z.ZodObject, z.ZodType>, input: Readonly<Record<string, unknown>>): string =>
  `/api${address(c as unknown as Call, input).url}`;

/** A member's photo is given below `/api`. */
export const photoUrl = (photo: string | null): string | null =>
  photo === null ? null : photo.startsWith("/api/") ? photo : `/api${photo}`;

async function persist<T>(request: () => Promise<T>, patience: readonly number[]): Promise<T> {
  for (const wait of patience) {
    try {
      return await request();
    } catch (error) {
      if (!unreached(error)) throw error;
      await new Promise((next) => setTimeout(next, wait * (0.8 + Math.random() * 0.4)));
    }
  }
  return request();
}

async function exchange(
  c: Call<z.ZodObject, z.ZodType>,
  url: string,
  request: { headers: Record<string, string>; body: string | FormData | null },
  signal: AbortSignal | undefined,
): Promise<unknown> {
  let response: Response;
  let content: unknown;
  try {
    response = await fetch(url, {
      method: c.method,
      credentials: "same-origin",
      headers: request.headers,
      body: request.body,
      signal: signal ?? null,
    });
    content = response.status === 204 ? {} : await response.json().catch(() => undefined);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new Refused("offline", 0, "No connection", null, {});
  }
  if (!response.ok) throw refusalOf(response, content);
  const parsed = c.output.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Refused("bad_answer", response.status, parsed.error.message, response.headers.get("x-request-id"), {});
}

function refusalOf(response: Response, content: unknown): Refused {
  const problem = (typeof content === "object" && content !== null ? content : {}) as Record<string, unknown>;
  const { code, title, status: _, type: __, instance, ...extra } = problem;
  const known = typeof code === "string" && code in refusals ? (code as RefusalCode) : fallback(response.status);
  const id = typeof instance === "string" ? instance : response.headers.get("x-request-id");
  return new Refused(known, response.status, typeof title === "string" ? title : response.statusText, id, extra);
}

const fallback = (status: number): RefusalCode =>
  status === 502 || status === 503 || status === 504 ? "unavailable" : status === 404 ? "not_found" : "internal";
