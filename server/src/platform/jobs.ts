import { sql } from "kysely";
import type { Ctx } from "./ctx.ts";
import type { House, Task } from "./house.ts";

export type { Task } from "./house.ts";

export interface JobOptions {
  /** A later job of the same key replaces one that has not begun. */
  readonly key?: string;
  /** Not before this moment. The queue goes by the database's clock, so it is told how long that is from `ctx.now`. */
  readonly runAt?: Date;
  /** How often it is tried, with growing pauses, before it is left for a person to look at. */
  readonly maxAttempts?: number;
  /** Higher numbers wait for lower ones; 0 where nothing is said. */
  readonly priority?: number;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string;
}

/** Enqueue work in the current transaction: it starts after commit, at least once. */
export async function job(ctx: Ctx, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  const wait = options.runAt === undefined ? null : (options.runAt.getTime() - ctx.now.getTime()) / 1000;
  await sql`
    select graphile_worker.add_job(${task}, payload => ${JSON.stringify(payload)}::json, job_key => ${options.key ?? null},
      run_at => now() + make_interval(secs => ${wait}), max_attempts => ${options.maxAttempts ?? 25}, queue_name => ${options.queue ?? null}, priority => ${options.priority ?? 0})
    `.execute(ctx.tx);
}

/** Enqueue the same work for many in the current transaction, by one statement. */
export async function jobs(ctx: Ctx, task: string, payloads: readonly object[]): Promise<void> {
  if (payloads.length === 0) return;
  await sql`
    select graphile_worker.add_job(${task}, payload => payload)
    from unnest(${payloads.map((payload) => JSON.stringify(payload))}::json[]) as payload`.execute(ctx.tx);
}

/** Declare a task. Jobs may run twice; tasks must be safe to repeat. */
export const task = <P extends object>(
  name: string,
  run: (house: House, payload: P) => Promise<void>,
  options: { readonly cron?: string } = {},
): Task => ({ name, run, ...options }) as Task;
