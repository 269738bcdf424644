import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, runOnce } from "graphile-worker";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { type Call, pathParams } from "../../contract/http.ts";
import { heededEvents } from "../src/platform/events.ts";
import type { Room } from "../src/platform/house.ts";
import { makeLog } from "../src/platform/log.ts";
import { openHouse } from "../src/platform/open-house.ts";
import { readSettings, type Settings } from "../src/platform/settings.ts";
import { taskList } from "../src/platform/worker.ts";
import { rooms as allRooms } from "../src/rooms.ts";
import { type Makers, makeMakers } from "./makers.ts";
import type { Bare, Caller } from "./world-types.ts";

export type { Bare, Caller } from "./world-types.ts";
export type World = Bare & Makers;

export interface WorldOptions {
  readonly settings?: Partial<Settings>;
  readonly rooms?: readonly Room[];
  /** Run jobs and services as in production, instead of by `settle()`. */
  readonly running?: boolean;
}

const quiet = new Logger(() => () => {});
let counter = 0;

/** A whole product on its own real database (cloned from the template), its own files and a real server. One a test file. */
export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const admin = new pg.Client({ connectionString: inject("databaseUrl") });
  await admin.connect();
  const name = `test_${process.pid}_${Date.now().toString(36)}_${counter++}`;
  await admin.query(`create database ${name} template ${inject("templateDatabase")}`);
  const address = new URL(inject("databaseUrl"));
  address.pathname = `/${name}`;
  const filesDir = await mkdtemp(join(tmpdir(), "splot-files-"));
  const settings: Settings = {
    ...readSettings([], {
      PORT: "0",
      SMTP_PORT: "0",
      PUBLIC_URL: "http://localhost",
      DATABASE_POOL: "8",
      RATE_LIMIT: "1000000",
    }),
    demo: false,
    ROLES: options.running ? ["web", "worker"] : ["web"],
    ...options.settings,
  };
  const level = process.env.TEST_LOG ?? "silent";
  const state = { now: new Date("2026-01-05T09:00:00Z") };
  /** Travels since the last `settle()`: how far, and when by the clock of the queue. */
  let travels: { ms: number; at: Date }[] = [];
  const open = await openHouse({
    settings,
    log: makeLog(level),
    rooms: options.rooms ?? allRooms,
    databaseUrl: address.href,
    filesDir,
    clock: options.running ? () => new Date() : () => state.now,
  });
  afterAll(async () => {
    await open.close();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await rm(filesDir, { recursive: true, force: true });
  });

  const call: World["call"] = async (declared, as, input, headers = {}) => {
    const { url, init } = requestFor(declared, as, input as Record<string, unknown>, headers);
    const response = await fetch(`${open.address}${url}`, init);
    const raw = await response.text();
    const json = response.headers.get("content-type")?.includes("json") === true;
    const body = json && raw !== "" ? JSON.parse(raw) : raw;
    return { status: response.status, body, code: response.ok ? undefined : body.code, headers: response.headers };
  };

  const base = {
    house: open.house,
    pool: open.pool,
    databaseUrl: address.href,
    url: open.address,
    get now() {
      return state.now;
    },
    set now(value: Date) {
      travels.push({ ms: value.getTime() - state.now.getTime(), at: new Date() });
      state.now = value;
    },
    call,
    ok: async (declared, as, input) => {
      const answer = await call(declared, as, input);
      if (answer.status >= 300)
        throw new Error(`${declared.id} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    as: (actor, op) => open.house.run(actor, op),
    rows: async (text, ...values) => (await open.pool.query(text, values)).rows,
    settle: async () => {
      // Jobs make jobs; those planned for later than the world's now stay. Whoever travelled has waited for them.
      for (const { ms, at } of travels)
        await open.pool.query(
          "update graphile_worker._private_jobs set run_at = run_at - make_interval(secs => $1) where created_at <= $2",
          [ms / 1000, at],
        );
      travels = [];
      await runOnce({
        pgPool: open.pool,
        taskList: taskList(open.house, open.tasks),
        noHandleSignals: true,
        logger: quiet,
        concurrency: 2,
      });
      await written(open.pool);
      const { rows } = await open.pool.query(
        "select task_identifier, last_error from graphile_worker.jobs where last_error is not null",
      );
      if (rows.length > 0) throw new Error(`a job failed: ${rows[0].task_identifier}: ${rows[0].last_error}`);
      const { rows: due } = await open.pool.query(
        "select task_identifier from graphile_worker.jobs where run_at <= now()",
      );
      if (due.length > 0) throw new Error(`a job was left over: ${due[0].task_identifier}`);
    },
    replay: async () => {
      await open.pool.query(
        `select graphile_worker.add_job('deliver', json_build_object('customerId', customer_id, 'at',
           to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'id', id)) from platform.event where name = any($1)`,
        [heededEvents()],
      );
    },
  } as Bare;
  return Object.defineProperties(makeMakers(base), Object.getOwnPropertyDescriptors(base)) as World;
}

/** The queue says that it is done before it has written down how its last jobs ended; wait until it has. */
async function written(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query("select 1 from graphile_worker.jobs where locked_at is not null limit 1");
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function requestFor(declared: Call, as: Caller | null, input: Record<string, unknown>, extra: Record<string, string>) {
  const inPath = pathParams(declared.path);
  const path = declared.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !inPath.includes(name) && value !== undefined),
  );
  const inQuery = declared.method === "GET" || declared.method === "DELETE";
  const query =
    inQuery && Object.keys(rest).length > 0 ? `?${new URLSearchParams(rest as Record<string, string>)}` : "";
  const upload = declared.body === "upload";
  const headers: Record<string, string> = {
    ...(as?.cookie ? { cookie: as.cookie, "sec-fetch-site": "same-origin" } : {}),
    ...(as?.bearer ? { authorization: `Bearer ${as.bearer}` } : {}),
    ...(inQuery || upload ? {} : { "content-type": "application/json" }),
    ...extra,
  };
  const body = inQuery ? undefined : upload ? formOf(rest) : JSON.stringify(rest);
  return {
    url: `/api${path}${query}`,
    init: { method: declared.method, headers, redirect: "manual" as const, ...(body === undefined ? {} : { body }) },
  };
}

/** Files of an upload are given as `{ name: content }`. */
function formOf(files: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append("file", content instanceof Blob ? content : new Blob([String(content)], { type: "text/plain" }), name);
  return form;
}
