import { EventEmitter } from "node:events";
import { hostname } from "node:os";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { House } from "./house.ts";
import { uuidv7 } from "./ids.ts";
import type { Task } from "./jobs.ts";

const CONCURRENCY = 4;
const BEAT_MS = 5_000;
const DEAD_MS = 30_000;

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

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Give back the jobs that a dead process had begun, so that they run now and not in the queue's four hours. */
export async function takeOver(house: House, self: string): Promise<void> {
  const { rows } = await sql<{ id: string; host: string; pid: number; worker_ids: string[]; seen_at: Date }>`
    select id, host, pid, worker_ids, seen_at from platform.process where id <> ${self}`.execute(house.db);
  const oldest = house.clock().getTime() - DEAD_MS;
  const gone = (row: (typeof rows)[number]) =>
    row.seen_at.getTime() < oldest || (row.host === hostname() && (!alive(row.pid) || row.pid === process.pid));
  const dead = rows.filter(gone);
  // A process that died before its first sign of life left jobs under a name that nobody wrote down.
  const { rows: nameless } = await sql<{ id: string }>`
    select distinct locked_by as id from graphile_worker._private_jobs
    where locked_at < ${new Date(oldest - DEAD_MS)} and not exists
      (select 1 from platform.process where locked_by = any(worker_ids))`.execute(house.db);
  const workers = [...dead.flatMap((row) => row.worker_ids), ...nameless.map((row) => row.id)];
  if (workers.length > 0) await sql`select graphile_worker.force_unlock_workers(${workers}::text[])`.execute(house.db);
  if (dead.length === 0) return;
  await sql`delete from platform.process where id = any(${dead.map((row) => row.id)})`.execute(house.db);
  house.log.info({ processes: dead.length }, "jobs of a dead process were taken over");
}

/** Run jobs until stopped; unfinished ones go back to the queue at the stop. */
export async function startWorker(
  house: House,
  pool: pg.Pool,
  tasks: readonly Task[],
): Promise<{ stop(): Promise<void> }> {
  const id = uuidv7(house.clock());
  const workerIds: string[] = [];
  const beat = () =>
    sql`
      insert into platform.process (id, host, pid, worker_ids, seen_at)
      values (${id}, ${hostname()}, ${process.pid}, ${workerIds}, ${house.clock()})
      on conflict (id) do update set worker_ids = excluded.worker_ids, seen_at = excluded.seen_at`.execute(house.db);
  await takeOver(house, id);
  const events = new EventEmitter() as WorkerEvents;
  events.on("worker:create", ({ worker }) => workerIds.push(worker.workerId));
  const runner: Runner = await run({
    pgPool: pool,
    taskList: taskList(house, tasks),
    concurrency: CONCURRENCY,
    pollInterval: 1_000,
    noHandleSignals: true,
    noPreparedStatements: !house.settings.DATABASE_PREPARE,
    logger: jobLog(house),
    events,
    crontab: tasks
      .filter((t) => t.cron)
      .map((t) => `${t.cron} ${t.name}`)
      .join("\n"),
  });
  await beat();
  const timer = setInterval(() => {
    beat()
      .then(() => takeOver(house, id))
      .catch((error: unknown) => house.log.warn({ err: error }, "the worker's sign of life was not written"));
  }, BEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await runner.stop();
      await sql`delete from platform.process where id = ${id}`.execute(house.db);
    },
  };
}
