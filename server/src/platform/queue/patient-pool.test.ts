import { expect, onTestFinished, test } from "vitest";
import { emptyDatabase } from "../../../test/empty-database.ts";
import { openPool } from "../database/index.ts";
import { silentLog } from "../database/log.ts";
import { makeLog } from "../log.ts";
import { patientPool } from "./patient-pool.ts";

async function setUp() {
  const pool = openPool({ url: await emptyDatabase(), name: "test", max: 3, log: silentLog });
  onTestFinished(() => pool.end());
  await pool.query("create sequence tries");
  const ended = new AbortController();
  return { pool, ended, patient: patientPool(pool, makeLog("silent"), ended.signal) };
}
/** Cuts its own connection, the first so many times that it is asked. */
const cut = (times: number) =>
  `select case when nextval('tries') <= ${times} then pg_terminate_backend(pg_backend_pid()) end, currval('tries')::int as tries`;

test("a statement on a connection that breaks is sent again until it is answered", async () => {
  const { patient } = await setUp();
  expect((await patient.query(cut(3))).rows).toMatchObject([{ tries: 4 }]);
  const client = await patient.connect();
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  client.release();
});

test("a statement that is wrong fails at once", async () => {
  const { patient, pool } = await setUp();
  await expect(patient.query("select 1 / (nextval('tries') - 1)")).rejects.toMatchObject({ code: "22012" });
  expect((await pool.query("select nextval('tries')::int as tries")).rows).toEqual([{ tries: 2 }]);
});

test("once it has ended, a lost statement has no rows and holds nobody up", async () => {
  const { patient, ended } = await setUp();
  ended.abort();
  expect(await patient.query(cut(1))).toMatchObject({ rows: [] });
});

test("who listens has a connection of its own", async () => {
  const { patient } = await setUp();
  const pid = await new Promise((resolve, reject) => {
    patient.connect((error, client, release) => {
      if (error || !client) return reject(error);
      client.query("select pg_backend_pid() as pid").then(({ rows }) => {
        release();
        resolve(rows[0].pid);
      }, reject);
    });
  });
  expect(pid).toBeTypeOf("number");
});
