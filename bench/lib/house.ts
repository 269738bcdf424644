import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { migrate, startDatabase } from "../../server/src/platform/database/index.ts";
import { silentLog } from "../../server/src/platform/database/log.ts";
import type { House } from "../../server/src/platform/house.ts";
import { makeLog } from "../../server/src/platform/log.ts";
import { openHouse } from "../../server/src/platform/open-house.ts";
import { readSettings } from "../../server/src/platform/settings.ts";
import { rooms } from "../../server/src/rooms.ts";
import { serverOptions } from "../../tools/lib/server-options.mjs";

const main = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));

/** The product as a process of its own. */
export interface Served {
  /** `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resident memory of the process in bytes. */
  rss(): Promise<number>;
  stop(): Promise<void>;
}

export interface Bench {
  readonly databaseUrl: string;
  /** Plain connections to the same database, for limits and for looking. */
  readonly pool: pg.Pool;
  /** Runs the product's own operations in this process, to prepare what is measured. */
  readonly house: House;
  /** Start the product on this database: `node server/src/main.ts`, empty unless told otherwise. */
  serve(options?: {
    readonly demo?: boolean;
    readonly env?: Readonly<Record<string, string>>;
    readonly node?: readonly string[];
  }): Promise<Served>;
  /** Ends all that was started and removes the folder. */
  close(): Promise<void>;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

/** A durable embedded database of its own in a temporary folder, and the product on it. */
export async function openBench(): Promise<Bench> {
  // Root's database runs as a user who may not reach root's temporary folder.
  const base = process.getuid?.() === 0 ? "/var/lib/splot" : tmpdir();
  await mkdir(base, { recursive: true });
  const folder = await mkdtemp(join(base, "splot-bench-"));
  await chmod(folder, 0o755);
  const database = await startDatabase({ dataDir: join(folder, "postgres"), log: silentLog });
  await migrate(database.url);
  const open = await openHouse({
    settings: { ...readSettings(["--empty"], {}), ROLES: [] },
    log: makeLog("error"),
    rooms,
    databaseUrl: database.url,
    filesDir: join(folder, "files"),
  });
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  pool.on("error", () => undefined);
  const servers: Served[] = [];
  const close = async () => {
    for (const server of servers) await server.stop();
    await pool.end();
    await open.close();
    await database.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void close().finally(() => process.exit(130)));
  return {
    databaseUrl: database.url,
    pool,
    house: open.house,
    close,
    serve: async (options) => {
      const served = await serve(database.url, folder, options ?? {});
      servers.push(served);
      return served;
    },
  };
}

async function serve(
  databaseUrl: string,
  folder: string,
  options: NonNullable<Parameters<Bench["serve"]>[0]>,
): Promise<Served> {
  const port = await freePort();
  const words = [
    ...serverOptions,
    ...(options.node ?? []),
    main,
    "--port",
    String(port),
    "--data",
    folder,
    ...(options.demo ? [] : ["--empty"]),
  ];
  const child = spawn(process.execPath, words, {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      SMTP_PORT: String(await freePort()),
      LOG_LEVEL: "warn",
      RATE_LIMIT: "100000000",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await ready(child);
  let stopping: Promise<unknown> | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    rss: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      stopping ??= gone;
      await stopping;
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error("the server's output is not read");
  for await (const line of createInterface(child.stdout))
    if (line.startsWith("Splot is ready")) return void child.stdout.resume();
  throw new Error("the server ended before it was ready");
}
