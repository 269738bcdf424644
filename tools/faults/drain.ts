import { setTimeout as sleep } from "node:timers/promises";
import type { Trial } from "./trial.ts";

interface Job {
  readonly id: string;
  readonly task: string;
  readonly attempts: number;
  readonly locked_by: string | null;
  readonly last_error: string | null;
}

const PATIENCE_MS = 60_000;
const CALM = 3;

/**
 * Waits until the worker has done all that is due. What waits for another try is due at once, so that only what goes
 * wrong again and again is left over. Answers what was left after a minute.
 */
export async function drain({ pool }: Trial): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  let left: Job[] = [];
  for (let calm = 0; calm < CALM; ) {
    await pool.query(
      "update graphile_worker._private_jobs set run_at = now() where run_at > now() and attempts > 0 and locked_at is null",
    );
    await pool.query(
      "update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null and task_id = (select id from graphile_worker._private_tasks where identifier = 'send-mail')",
    );
    const { rows } = await pool.query<Job>(
      `select id, task_identifier as task, attempts, locked_by, last_error from graphile_worker.jobs
       where run_at <= now() or locked_at is not null`,
    );
    left = rows;
    calm = left.length === 0 ? calm + 1 : 0;
    if (performance.now() > deadline) break;
    await sleep(100);
  }
  return left.map(
    (job) =>
      `job ${job.id} ${job.task}: ${job.attempts} tries${job.locked_by ? `, held by ${job.locked_by}` : ""}, ${job.last_error ?? "no error"}`,
  );
}
