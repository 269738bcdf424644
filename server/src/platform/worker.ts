import { EventEmitter } from "node:events";
import { hostname } from "node:os";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { House } from "./house.ts";
import { uuidv7 } from "./ids.ts";
import type { Task } from "./jobs.ts";
import { patientPool } from "./queue/patient-pool.ts";
import { giveBackAstray, type Self, takeOver } from "./queue/take-over.ts";

const CONCURRENCY = 4;
const BEAT_MS = 5_000;

/** The queue's own messages, as our structured log. */
const jobLog = (house: House) =>
  new Logger(() => (level, message, meta) => {
    const known = level === "warning" ? "warn" : level === "info" || level === "debug" ? "trace" : level;
    house.log[known]({ job: meta?.job }, message);
  });

/** Tasks as the queue wants them, counted by outcome. */
export const taskList = (house: House, tasks: readonly Task[]): TaskList =>
  Object.fromEntries(
    tasks.map(({ name, run: work }) => [
      name,
      async (payload: unknown) => {
        try {
          await work(house, payload as never);
          house.metrics.jobs.inc({ task: name, outcome: "done" });
        } catch (error) {
          house.metrics.jobs.inc({ task: name, outcome: "failed" });
          house.log.warn({ err: error, task: name }, "a job failed and is tried again");
          throw error;
        }
      },
    ]),
  );

/**
 * A newer job of the same key makes the queue count the one under way as tried for the last time. If that one fails, it is
 * as often tried as it was, or it would lie there for ever.
 */
const triedSoOften = (queue: pg.Pool, id: string, attempts: number) =>
  queue.query(
    "update graphile_worker._private_jobs set attempts = $2 where id = $1 and attempts >= max_attempts and $2 < max_attempts",
    [id, attempts],
  );

/** Run jobs until stopped; unfinished ones go back to the queue at the stop. Survives the loss of the database. */
export async function startWorker(
  house: House,
  pool: pg.Pool,
  tasks: readonly Task[],
): Promise<{ stop(): Promise<void> }> {
  const names: string[] = [];
  const working = new Set<string>();
  const self: Self = { id: uuidv7(house.clock()), names, working };
  const beat = () =>
    sql`
      insert into platform.process (id, host, pid, worker_ids, seen_at)
      values (${self.id}, ${hostname()}, ${process.pid}, ${names}, ${house.clock()})
      on conflict (id) do update set worker_ids = excluded.worker_ids, seen_at = excluded.seen_at`.execute(house.db);
  await takeOver(house, self);
  const events = new EventEmitter() as WorkerEvents;
  // Jobs are held by the name of the pool of workers, not by that of one of them.
  events.on("pool:create", ({ workerPool }) => names.push(workerPool.id));
  events.on("job:start", ({ job }) => working.add(String(job.id)));
  events.on("job:complete", ({ job }) => working.delete(String(job.id)));
  const ended = new AbortController();
  const queue = patientPool(pool, house.log, ended.signal);
  events.on("job:error", ({ job: { id, attempts } }) => {
    triedSoOften(queue, id, attempts).catch((error: unknown) =>
      house.log.error({ err: error }, "a failed job is not counted"),
    );
  });
  const runner: Runner = await run({
    pgPool: queue,
    taskList: taskList(house, tasks),
    concurrency: CONCURRENCY,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: jobLog(house),
    events,
    crontab: tasks
      .filter((t) => t.cron)
      .map((t) => `${t.cron} ${t.name}`)
      .join("\n"),
  });
  runner.promise.catch((error: unknown) => {
    if (ended.signal.aborted) return;
    house.log.fatal({ err: error }, "the job queue has failed; the process ends, so that it can be started again");
    process.kill(process.pid, "SIGTERM");
  });
  await beat();
  const timer = setInterval(() => {
    beat()
      .then(() => takeOver(house, self))
      .then(() => giveBackAstray(house, self))
      .catch((error: unknown) => house.log.warn({ err: error }, "the worker's sign of life was not written"));
  }, BEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      ended.abort();
      await runner.stop();
      await sql`delete from platform.process where id = ${self.id}`.execute(house.db);
    },
  };
}
