import { once } from "node:events";
import { expect, inject, it, onTestFinished } from "vitest";
import { query } from "../../../test/database-process.ts";
import { silentLog } from "./log.ts";
import { openPool } from "./pool.ts";

function pool() {
  const opened = openPool({ url: inject("databaseUrl"), name: "pool test", max: 2, log: silentLog });
  onTestFinished(() => opened.end());
  return opened;
}

it("reads whole numbers as numbers, days as text and moments as dates", async () => {
  const { rows } = await pool().query(
    `select 9007199254740991::bigint as big, '{1,2}'::bigint[] as list, date '2026-01-31' as day,
       array[date '2026-01-31', null] as days,
       timestamptz '2026-01-31 12:00+01' as at, 1.10::numeric as exact`,
  );
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      list: [1, 2],
      day: "2026-01-31",
      days: ["2026-01-31", null],
      at: new Date("2026-01-31T11:00:00Z"),
      exact: "1.10",
    },
  ]);
});

it("does not round a whole number that is too large", async () => {
  await expect(pool().query("select 9007199254740993::bigint")).rejects.toThrow("9007199254740993");
});

it("goes on after a connection was cut in use and after one was cut while idle", async () => {
  const opened = pool();
  const client = await opened.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const lost = new Promise((resolve) => client.once("end", resolve));
  await query(inject("databaseUrl"), `select pg_terminate_backend(${rows[0]?.pid})`);
  await lost;
  client.release(true);
  const idle = await opened.query<{ pid: number }>("select pg_backend_pid() as pid");
  const dropped = once(opened, "error");
  await query(inject("databaseUrl"), `select pg_terminate_backend(${idle.rows[0]?.pid})`);
  await dropped;
  expect((await opened.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
});
