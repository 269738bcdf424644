import { hostname } from "node:os";
import { beforeEach, expect, test } from "vitest";
import { makeWorld } from "../../../test/world.ts";
import { giveBackAstray, takeOver } from "./take-over.ts";

const world = await makeWorld();
const other = "019b0000-0000-7000-8000-00000000000a";
const self = { id: "019b0000-0000-7000-8000-000000000001", names: ["pool-mine"], working: new Set<string>() };
/** A process id that the system gives to nobody. */
const NOBODY = 4_194_305;

beforeEach(async () => {
  await world.rows("delete from graphile_worker._private_jobs");
  await world.rows("delete from graphile_worker._private_job_queues");
  await world.rows("delete from platform.process");
  world.now = new Date();
});

/** A job that was begun so many seconds ago by the pool of this name. */
async function begun(by: string, seconds: number, queue: string | null = null): Promise<string> {
  const [job] = await world.rows<{ id: string }>(
    "select id::text from graphile_worker.add_job('sweep', queue_name => $1)",
    queue,
  );
  await world.rows(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - make_interval(secs => $2) where id = $3`,
    by,
    seconds,
    job!.id,
  );
  if (queue !== null)
    await world.rows("update graphile_worker._private_job_queues set locked_by = $1, locked_at = now()", by);
  return job!.id;
}
const held = async () =>
  (await world.rows<{ id: string }>("select id::text from graphile_worker.jobs where locked_by is not null")).map(
    (job) => job.id,
  );
const note = (pid: number, names: string[]) =>
  world.rows(
    "insert into platform.process (id, host, pid, worker_ids, seen_at) values ($1, $2, $3, $4, $5)",
    other,
    hostname(),
    pid,
    names,
    world.now,
  );

test("the jobs of a process that is gone are given back at once, those of a living one are not", async () => {
  await begun("pool-dead", 1);
  await note(NOBODY, ["pool-dead"]);
  const living = await begun("pool-living", 1);
  await takeOver(world.house, self);
  expect(await held()).toEqual([living]);
  expect(await world.rows("select 1 from platform.process")).toEqual([]);
});

test("a job that its process works on for long is left alone", async () => {
  const long = await begun("pool-living", 3_000);
  await note(process.ppid, ["pool-living"]);
  await takeOver(world.house, self);
  expect(await held()).toEqual([long]);
});

test("a job that is held under our name and that we do not work on is given back after a while, with its queue", async () => {
  const [working, fresh] = [await begun("pool-mine", 60), await begun("pool-mine", 1)];
  const astray = await begun("pool-mine", 60, "imports");
  await giveBackAstray(world.house, { ...self, working: new Set([working]) });
  expect((await held()).sort()).toEqual([working, fresh].sort());
  expect(astray).not.toBe(working);
  expect(await world.rows("select locked_by from graphile_worker._private_job_queues")).toEqual([{ locked_by: null }]);
});

test("a job that a newer one replaced while it was done, and that then broke off, is done anew and lies around no longer", async () => {
  const add = "select graphile_worker.add_job('sweep', job_key => 'nightly')";
  await world.rows(add);
  await world.rows("update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = 1");
  await world.rows(add);
  await note(NOBODY, ["pool-dead"]);
  await takeOver(world.house, self);
  await world.settle();
  expect(await world.rows("select task_identifier, attempts, max_attempts from graphile_worker.jobs")).toEqual([]);
});

test("a job that failed for the last time is left for a person", async () => {
  await begun("pool-dead", 1);
  await world.rows("update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no'");
  await note(NOBODY, ["pool-dead"]);
  await takeOver(world.house, self);
  expect(await world.rows("select attempts, max_attempts from graphile_worker.jobs")).toEqual([
    { attempts: 25, max_attempts: 25 },
  ]);
});
