import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { holdDatabase, query, serverPid } from "../../../../test/database-process.ts";
import { removeScratch, scratchFolder } from "../../../../test/scratch.ts";
import { silentLog } from "../log.ts";
import { openPool } from "../pool.ts";
import { serverAccount } from "./account.ts";
import { readPostmasterFile, servesCluster } from "./postmaster.ts";
import { type Database, type EmbeddedOptions, superviseDatabase } from "./supervise.ts";

let dataDir: string;
const held: Database[] = [];

beforeEach(async () => {
  dataDir = await scratchFolder();
});

afterEach(async () => {
  for (const database of held.splice(0)) await database.stop();
  await removeScratch(dataDir);
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Database> {
  const database = await superviseDatabase({ dataDir, log: silentLog, durable: false, ...options });
  held.push(database);
  return database;
}

const cluster = () => join(dataDir, "cluster");
const running = async () => {
  const found = await readPostmasterFile(cluster());
  return found !== undefined && (await servesCluster(found.pid, cluster()));
};

it("serves UTF-8 on loopback only, with a password of its own, and stops", async () => {
  const database = await start();
  expect(database.adopted).toBe(false);
  expect(new URL(database.url).hostname).toBe("127.0.0.1");
  const [row] = await query(
    database.url,
    `select upper('łódź ș') as upper, current_setting('server_encoding') as encoding,
       current_setting('unix_socket_directories') as sockets, current_setting('listen_addresses') as addresses`,
  );
  expect(row).toEqual({ upper: "ŁÓDŹ Ș", encoding: "UTF8", sockets: "", addresses: "127.0.0.1" });
  expect(statSync(join(dataDir, "password")).mode & 0o777).toBe(0o600);
  await expect(query(database.url.replace(/:[^:@]+@/, ":guess@"), "select 1")).rejects.toMatchObject({ code: "28P01" });
  await database.stop();
  expect(await running()).toBe(false);
});

it("keeps data and address over a restart", async () => {
  const first = await start();
  await query(first.url, "create table kept as select 42 as answer");
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

it("takes another port when the last one is in use", async () => {
  const first = await start();
  await first.stop();
  const squatter = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
  await once(squatter, "listening");
  const second = await start();
  expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
  await query(second.url, "select 1");
  squatter.close();
});

it("adopts the server that a killed process left", async () => {
  const holder = await holdDatabase(dataDir);
  await query(holder.url!, "create table kept as select 1 as one");
  const pid = serverPid(dataDir);
  await holder.kill();
  expect(await running()).toBe(true);

  const database = await start();
  expect(database.adopted).toBe(true);
  expect(serverPid(dataDir)).toBe(pid);
  expect(await query(database.url, "select one from kept")).toEqual([{ one: 1 }]);
  await database.stop();
  expect(await running()).toBe(false);
});

it("starts one server for processes that start at once, and the last one stops it", async () => {
  const [first, second] = await Promise.all([holdDatabase(dataDir), holdDatabase(dataDir)]);
  expect([first.adopted, second.adopted].sort()).toEqual([false, true]);
  expect(first.url).toBe(second.url);
  const starter = first.adopted ? second : first;
  const adopter = first.adopted ? first : second;
  await starter.end();
  expect(await query(adopter.url!, "select 1 as one")).toEqual([{ one: 1 }]);
  await adopter.end();
  expect(await running()).toBe(false);
});

it("starts a killed server again under the same address", async () => {
  const onExit = vi.fn();
  const database = await start({ onExit, durable: true });
  const pool = openPool({ url: database.url, name: "test", max: 2, log: silentLog });
  await pool.query("create table kept as select 7 as seven");
  const pid = serverPid(dataDir);
  process.kill(pid, "SIGKILL");
  // The pool's own connection notices the end a moment later than the signal is sent.
  await vi.waitFor(() => expect(onExit).toHaveBeenCalledOnce());
  const { rows } = await vi.waitFor(() => pool.query("select seven from kept"), 15_000);
  expect(serverPid(dataDir)).not.toBe(pid);
  expect(rows).toEqual([{ seven: 7 }]);
  await pool.end();
});

it("starts a killed server again for the process that adopted it", async () => {
  const holder = await holdDatabase(dataDir);
  const database = await start();
  const pid = serverPid(dataDir);
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(serverPid(dataDir)).not.toBe(pid), 15_000);
  await vi.waitFor(() => query(database.url, "select 1"), 15_000);
  await holder.end();
  await vi.waitFor(() => query(database.url, "select 1"), 15_000);
});

it("starts after both the process and its server were killed", async () => {
  const holder = await holdDatabase(dataDir, { durable: true });
  await query(holder.url!, "create table kept as select 3 as three");
  process.kill(serverPid(dataDir), "SIGKILL");
  await holder.kill();
  const database = await start();
  expect(await query(database.url, "select three from kept")).toEqual([{ three: 3 }]);
});

it("is not held up by a process that was given the number of the dead server", async () => {
  await (await start()).stop();
  const account = await serverAccount();
  const other = spawn("sleep", ["60"], { cwd: "/", ...account });
  await writeFile(join(cluster(), "postmaster.pid"), pidFile(other.pid!));
  await query((await start()).url, "select 1");
  expect(other.exitCode).toBeNull();
  other.kill();
});

it("is not held up by a dead server that nobody reaps", async () => {
  await (await start()).stop();
  const script = "sleep 0 & echo $!; exec sleep 60";
  const parent = spawn("sh", ["-c", script], { cwd: "/", ...(await serverAccount()) });
  const [line] = await once(createInterface(parent.stdout), "line");
  await vi.waitFor(() => expect(readFileSync(`/proc/${line}/stat`, "utf8")).toMatch(/\) Z /));
  await writeFile(join(cluster(), "postmaster.pid"), pidFile(Number(line)));
  await query((await start()).url, "select 1");
  expect(existsSync(`/proc/${line}`)).toBe(true);
  parent.kill();
});

function pidFile(pid: number): string {
  return [pid, cluster(), 1_700_000_000, 5432, "", "127.0.0.1", "", "ready   ", ""].join("\n");
}
