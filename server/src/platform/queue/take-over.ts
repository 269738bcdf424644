import { hostname } from "node:os";
import { sql } from "kysely";
import type { House } from "../house.ts";

const DEAD_MS = 30_000;
/** A job that has just been asked for may not have begun yet, and one that has just ended may not be noted. */
const ASTRAY_MS = 15_000;
/** The queue's own limit is 25. */
const MOST_TRIES = 30;

/** What this process is to the queue: the row of its sign of life, the names by which it holds jobs, the jobs it works on. */
export interface Self {
  readonly id: string;
  readonly names: readonly string[];
  readonly working: ReadonlySet<string>;
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Give back the jobs that a dead process had begun, so that they run now and not in the queue's four hours. */
export async function takeOver(house: House, { id: self }: Pick<Self, "id">): Promise<void> {
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
  const names = [...dead.flatMap((row) => row.worker_ids), ...nameless.map((row) => row.id)];
  if (names.length > 0) await oneMoreTry(house, names);
  if (names.length > 0) await sql`select graphile_worker.force_unlock_workers(${names}::text[])`.execute(house.db);
  if (dead.length === 0) return;
  await sql`delete from platform.process where id = any(${dead.map((row) => row.id)})`.execute(house.db);
  house.log.info({ processes: dead.length }, "jobs of a dead process were taken over");
}

/**
 * Where a newer job of the same key came while one was being done, the queue counts that one as tried for the last time. If
 * it then broke off it would lie there for ever, as if it had failed: it gets another try, a few times at most.
 */
const oneMoreTry = (house: House, names: readonly string[]) =>
  sql`
    update graphile_worker._private_jobs set max_attempts = max_attempts + 1
    where locked_by = any(${names}::text[]) and attempts >= max_attempts and last_error is null
      and max_attempts < ${MOST_TRIES}`.execute(house.db);

/**
 * Give back the jobs that are held under our name and that we know nothing of: the database gave them to us, or we said
 * that they are done, and the connection broke before the other side had heard it.
 */
export async function giveBackAstray(house: House, { names, working }: Self): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update graphile_worker._private_jobs set locked_at = null, locked_by = null,
      max_attempts = case when attempts >= max_attempts and last_error is null and max_attempts < ${MOST_TRIES}
        then max_attempts + 1 else max_attempts end
    where locked_by = any(${names}::text[]) and locked_at < now() - make_interval(secs => ${ASTRAY_MS / 1000})
      and not id = any(${[...working]}::bigint[])
    returning id::text as id`.execute(house.db);
  if (rows.length === 0) return;
  await sql`
    update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
    where locked_by = any(${names}::text[]) and not exists
      (select 1 from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.locked_at is not null)`.execute(
    house.db,
  );
  house.log.warn({ jobs: rows.map((row) => row.id) }, "jobs had gone astray and are done anew");
}
