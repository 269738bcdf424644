import { addresses, type CallName, type Input, type Output } from "./calls.ts";
import { Failure, failureOf } from "./failure.ts";

export interface Options {
  /** The device's token, for calls that only a device may make. */
  readonly token?: string;
  /** `Idempotency-Key`: the same key is carried out once, however often it is sent. */
  readonly key?: string;
  /** Milliseconds until the answer is given up; 15 seconds unless told otherwise. */
  readonly timeout?: number;
}

export interface Api {
  readonly origin: string;
  /** Make a call of the contract. Throws `Failure`, and nothing else. */
  call<N extends CallName>(name: N, input: Input<N>, options?: Options): Promise<Output<N>>;
  /** Fetch an attachment as bytes without a type, so that nothing of it is ever run or shown as a page. */
  download(fileId: string, token: string): Promise<Blob>;
}

/** The address of a call below this origin, its path parameters filled in from the input. */
export function addressOf(origin: string, path: string, input: Readonly<Record<string, unknown>>): URL {
  return new URL(
    `/api${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input[name])))}`,
    origin,
  );
}

/** The server's API below this origin. No cookie is sent or taken. */
export function createApi(origin: string): Api {
  async function ask(name: CallName, input: Readonly<Record<string, unknown>>, options: Options): Promise<Blob> {
    const [method, path] = addresses[name];
    const url = addressOf(origin, path, input);
    const rest = Object.entries(input).filter(([field, value]) => value !== undefined && !path.includes(`:${field}`));
    if (method === "GET") for (const [field, value] of rest) url.searchParams.set(field, String(value));
    const writes = method === "POST" || method === "PUT";
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), options.timeout ?? 15_000);
    let body: string;
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        credentials: "omit",
        signal: giveUp.signal,
        headers: {
          ...(writes ? { "content-type": "application/json" } : {}),
          ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
          ...(options.key === undefined ? {} : { "idempotency-key": options.key }),
        },
        ...(writes ? { body: JSON.stringify(Object.fromEntries(rest)) } : {}),
      });
      if (response.ok) return await response.blob();
      body = await response.text();
    } catch {
      throw new Failure("network");
    } finally {
      clearTimeout(timer);
    }
    throw failureOf(response.status, body, response.headers.get("retry-after"));
  }

  return {
    origin,
    async call<N extends CallName>(name: N, input: Input<N>, options: Options = {}) {
      const answer = await ask(name, input as Readonly<Record<string, unknown>>, options);
      try {
        return JSON.parse(await answer.text()) as Output<N>;
      } catch {
        throw new Failure("network");
      }
    },
    async download(fileId, token) {
      return (await ask("attachment", { fileId }, { token, timeout: 120_000 })).slice(
        0,
        undefined,
        "application/octet-stream",
      );
    },
  };
}
