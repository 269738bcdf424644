import type { Product } from "./product.ts";

/** What came back. `again`: the same request may be sent once more, after `pauseMs` where the server said when. */
export interface Answer {
  readonly ok: boolean;
  readonly again: boolean;
  readonly status: number;
  readonly text: string;
  readonly pauseMs?: number;
}

export interface Asked {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** The token of a member or of a device. */
  readonly token?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const LONGEST_PAUSE_MS = 2_000;

/** Makes one request; null when the connection was lost. `path` begins with a slash, `/api` included. */
export async function ask(product: Pick<Product, "url">, path: string, asked: Asked = {}): Promise<Answer | null> {
  const { method = asked.body === undefined ? "GET" : "POST", body, token, key } = asked;
  const isForm = body instanceof FormData;
  const headers = {
    ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { "idempotency-key": key }),
    ...asked.headers,
  };
  try {
    const signal = AbortSignal.timeout(20_000);
    const content = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
    const response = await fetch(`${product.url}${path}`, { method, headers, signal, ...content });
    const text = await response.text();
    const { status } = response;
    const again = status >= 500 || status === 429;
    const wait = Number(response.headers.get("retry-after")) * 1_000;
    return { ok: response.ok, again, status, text, ...(wait > 0 ? { pauseMs: Math.min(wait, LONGEST_PAUSE_MS) } : {}) };
  } catch {
    return null;
  }
}

/** One request that must succeed; answers its body. Throws with what came instead. */
export async function must<T>(product: Pick<Product, "url">, path: string, asked: Asked = {}): Promise<T> {
  const answer = await ask(product, path, asked);
  if (!answer?.ok) throw new Error(`${asked.method ?? ""} ${path}: ${answer?.status ?? "lost"} ${answer?.text ?? ""}`);
  return JSON.parse(answer.text) as T;
}
