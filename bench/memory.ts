import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startDatabase } from "../server/src/platform/database/index.ts";
import { silentLog } from "../server/src/platform/database/log.ts";
import { freePort } from "./lib/house.ts";
import { nodesFrom } from "./lib/processes.ts";
import { report } from "./lib/report.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const [PATIENCE_MS, RESTS_MS] = [180_000, 5_000];

/** As little as a server on this ground can be: a Node with the web server and the driver, listening and connected. */
const BARE = `import fastify from "fastify";
import pg from "pg";
const app = fastify();
app.get("/", async () => "");
await app.listen({ port: 0, host: "127.0.0.1" });
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query("select 1");
console.log("ready");`;

const base = process.getuid?.() === 0 ? "/var/lib/splot" : tmpdir();
await mkdir(base, { recursive: true });
const folder = await mkdtemp(join(base, "splot-bench-"));
await chmod(folder, 0o755);
const started: ChildProcess[] = [];
try {
  const product = start(["tools/up.mjs", "--data", folder], {
    PORT: String(await freePort()),
    SMTP_PORT: String(await freePort()),
    LOG_LEVEL: "warn",
    DATABASE_URL: "",
  });
  const lines = await heard(product, /^Splot is ready/);
  const movedIn = Number(/has moved in \(([\d.]+) s\)/.exec(lines)?.[1]);
  const database = await startDatabase({ dataDir: join(folder, "postgres"), log: silentLog });
  await atRest(database.url);
  const processes = await nodesFrom(product.pid!);
  const bare = start(["--input-type=module", "--eval", BARE], { DATABASE_URL: database.url });
  await heard(bare, /^ready/);
  const [floor] = await nodesFrom(bare.pid!);
  await database.stop();
  const total = processes.reduce((sum, { rss }) => sum + rss, 0);
  report("Memory of our processes after a first start with the demo company, all but PostgreSQL", [
    { what: "resident, all together", figure: total, unit: "MB", atMost: 300 },
    ...processes.map(({ name, rss }) => ({ what: `  ${name}`, figure: rss, unit: "MB" })),
    { what: "a bare Node with fastify and pg", figure: floor!.rss, unit: "MB", is: "limit" },
    { what: "ratio", figure: total / floor!.rss, unit: "", is: "ratio" },
    { what: "the demo company moved in within", figure: movedIn, unit: "s", atMost: 10 },
  ]);
} finally {
  for (const child of started.reverse()) await end(child);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

function start(words: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** All that was said up to a line that matches. */
async function heard(child: ChildProcess, pattern: RegExp): Promise<string> {
  const late = setTimeout(() => child.kill("SIGTERM"), PATIENCE_MS);
  const said: string[] = [];
  for await (const line of createInterface(child.stdout!)) {
    said.push(line);
    if (!pattern.test(line)) continue;
    clearTimeout(late);
    child.stdout?.resume();
    return said.join("\n");
  }
  throw new Error(`it ended before it was ready:\n${said.join("\n")}`);
}

/** Until the jobs that moving in left behind are done, and some seconds more. */
async function atRest(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let left = 1; left > 0; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const { rows } = await client.query("select count(*)::int as n from graphile_worker.jobs where run_at <= now()");
    left = rows[0].n;
  }
  await client.end();
  await new Promise((resolve) => setTimeout(resolve, RESTS_MS));
}
