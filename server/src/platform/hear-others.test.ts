import pg from "pg";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { emptyDatabase } from "../../test/empty-database.ts";
import { openPool } from "./database/index.ts";
import { silentLog } from "./database/log.ts";
import { hearOthers } from "./hear-others.ts";
import { type Frame, Hints } from "./hints.ts";
import { makeLog } from "./log.ts";

const PAUSE_MS = 5;
const TRIES = 60;

test("after a loss of the database there is one connection again, and hints come through", async () => {
  const url = await emptyDatabase();
  const name = new URL(url).pathname.slice(1);
  const admin = new pg.Pool({ connectionString: inject("databaseUrl"), max: 2 });
  const log = makeLog("silent");
  const warn = vi.spyOn(log, "warn");
  const pool = openPool({ url, name: "test", max: 2, log: silentLog });
  const hints = new Hints(log);
  const stop = await hearOthers({ url, hints, pool, log, pauseMs: PAUSE_MS });
  onTestFinished(async () => {
    await stop();
    hints.close();
    await Promise.all([pool.end(), admin.end()]);
  });
  const listeners = async () =>
    (
      await admin.query("select pid from pg_stat_activity where datname = $1 and application_name = 'splot hints'", [
        name,
      ])
    ).rows;

  await admin.query(`alter database ${name} allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  // Were each try that fails followed by two, so many would fail in six rounds, and all would be connected in the end.
  await vi.waitFor(() => expect(warn.mock.calls.length).toBeGreaterThan(TRIES), 10_000);
  await admin.query(`alter database ${name} allow_connections true`);
  await vi.waitFor(async () => expect(await listeners()).toHaveLength(1), 5_000);

  const heard: Frame[] = [];
  hints.watch((frame) => heard.push(frame)).set(["inbox"]);
  await pool.query("select pg_notify('splot_hints', $1)", [JSON.stringify({ from: "another", topics: ["inbox"] })]);
  await vi.waitFor(() => expect(heard).toEqual([{ t: "hint", topics: ["inbox"] }]));
  expect(await listeners()).toHaveLength(1);
});
