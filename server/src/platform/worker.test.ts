import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { makeWorld } from "../../test/world.ts";
import { task } from "./jobs.ts";

const done = new Set<number>();
const holders: string[][] = [];

/** Cuts all connections of the process but its own, so that what is being noted on them is lost. */
const cutter = task<{ n: number }>("test-cutter", async (house, { n }) => {
  const { rows } = await sql<{ holder: string; names: string[] }>`
    select locked_by as holder, (select worker_ids from platform.process) as names
    from graphile_worker._private_jobs where locked_by is not null limit 1`.execute(house.db);
  if (rows[0]) holders.push([rows[0].holder, ...(rows[0].names ?? [])]);
  done.add(n);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name like 'splot%'`.execute(
    house.db,
  );
});

let runs = 0;
/** Fails once, after a newer job of its key has come. */
const replaced = task("test-replaced", async (house) => {
  if (++runs > 1) return;
  await sql`select graphile_worker.add_job('test-replaced', job_key => 'one', run_at => now() + interval '1 hour')`.execute(
    house.db,
  );
  throw new Error("the first try fails");
});

test("a job that a newer one of its key replaced, and that then fails, is tried again", async () => {
  const world = await makeWorld({ rooms: [{ name: "test", routes: [], tasks: [replaced] }], running: true });
  await world.rows("select graphile_worker.add_job('test-replaced', job_key => 'one')");
  const old = async () => {
    // What waits for its second try is due at once.
    await world.rows(
      "update graphile_worker._private_jobs set run_at = now() where last_error is not null and locked_at is null",
    );
    return world.rows("select id from graphile_worker.jobs where key is null");
  };
  await vi.waitFor(async () => expect([runs, await old()]).toEqual([2, []]), { timeout: 20_000, interval: 100 });
  expect(await world.rows("select key from graphile_worker.jobs")).toEqual([{ key: "one" }]);
}, 30_000);

test("jobs end and are noted although the database is lost again and again, and the process lives", async () => {
  const world = await makeWorld({ rooms: [{ name: "test", routes: [], tasks: [cutter] }], running: true });
  const add = () =>
    world.rows(
      `select graphile_worker.add_job('test-cutter', json_build_object('n', n), run_at => now() + n * interval '20 ms')
       from generate_series(1, 20) n`,
    );
  await vi.waitFor(add, 10_000);
  const left = () => world.rows("select id from graphile_worker.jobs where task_identifier = 'test-cutter'");
  await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 60_000, interval: 200 });
  expect(done.size).toBe(20);
}, 70_000);

test("the name by which jobs are held is the one that is written down for those who take over", () => {
  const [holder, ...names] = holders.findLast((one) => one.length > 1) ?? [];
  expect(holder).toMatch(/^pool-/);
  expect(names).toContain(holder);
});
