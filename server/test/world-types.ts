import type pg from "pg";
import type { z } from "zod";
import type { Call } from "../../contract/http.ts";
import type { Actor, Ctx } from "../src/platform/ctx.ts";
import type { OpenHouse } from "../src/platform/open-house.ts";

/** Who makes a call: what the request carries to say so. */
export interface Caller {
  readonly cookie?: string;
  readonly bearer?: string;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  /** The code of the problem document, when it is one. */
  readonly code: string | undefined;
  readonly headers: Headers;
}

/** A world without its makers. */
export interface Bare {
  readonly house: OpenHouse["house"];
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  /** The real server's address, e.g. `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The world's clock; set it to travel. */
  now: Date;
  /** One call over real HTTP. */
  call<In extends z.ZodObject, Out extends z.ZodType>(
    call: Call<In, Out>,
    as: Caller | null,
    input: z.input<In>,
    headers?: Record<string, string>,
  ): Promise<Answer<z.output<Out>>>;
  /** The same, but anything else than 2xx fails the test with the problem document. */
  ok<In extends z.ZodObject, Out extends z.ZodType>(
    call: Call<In, Out>,
    as: Caller | null,
    input: z.input<In>,
  ): Promise<z.output<Out>>;
  /** Run an operation as an actor, in a transaction of its own. */
  as<T>(actor: Actor, op: (ctx: Ctx) => Promise<T>): Promise<T>;
  rows<T = Record<string, unknown>>(text: string, ...values: unknown[]): Promise<T[]>;
  /** Run jobs until none is due; a job that failed fails the test. */
  settle(): Promise<void>;
  /** Deliver every event that something reacts to a second time, as a crash at a bad moment would. */
  replay(): Promise<void>;
}
