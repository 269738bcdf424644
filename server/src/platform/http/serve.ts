import type { z } from "zod";
import type { Call } from "../../../../contract/http.ts";
import type { Ctx } from "../ctx.ts";
import type { Refusal } from "../errors.ts";
import type { Upload } from "../files/files.ts";

/** How often the call may be made from one address, behind which a whole office or a mobile network may be. */
export interface Limit {
  readonly max: number;
  readonly windowMs: number;
  /** How often in the same time with one token: far less, for it is one person's. */
  readonly perToken?: number;
}

export interface Route {
  readonly call: Call;
  readonly op: (ctx: Ctx, input: never, uploads: readonly Upload[]) => Promise<unknown>;
  readonly limit?: Limit;
}

/** An answer that also begins (a token) or ends (null) the session of the browser. */
export class WithSession<T> {
  readonly body: T;
  readonly token: string | null;

  constructor(body: T, token: string | null) {
    this.body = body;
    this.token = token;
  }
}

/** A refusal that is returned, not thrown, keeps what the operation wrote: a count of wrong tries, for example. */
type Answer<Out extends z.ZodType> = z.input<Out> | WithSession<z.input<Out>> | Refusal;

/**
 * Join a contract call to the operation that answers it. Parsing, permission, transaction, repeats and refusals are the
 * platform's; the operation gets what the contract promises and nothing else.
 */
export const serve = <In extends z.ZodObject, Out extends z.ZodType>(
  call: Call<In, Out>,
  op: (ctx: Ctx, input: z.output<In>, uploads: readonly Upload[]) => Promise<Answer<Out>>,
  options: { readonly limit?: Limit } = {},
): Route => ({ call: call as unknown as Call, op: op as Route["op"], ...options });
