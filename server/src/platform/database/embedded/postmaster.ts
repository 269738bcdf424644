import { execFile } from "node:child_process";
import { readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { DatabaseFault } from "../fault.ts";

const run = promisify(execFile);

/** What PostgreSQL wrote in `postmaster.pid`: its process and the port on which it listens. */
export interface PostmasterFile {
  pid: number;
  port: number;
}

/** Reads `postmaster.pid` of a cluster; undefined when there is none or it is not complete yet. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const [pid, port] = [Number.parseInt(lines[0] ?? "", 10), Number.parseInt(lines[3] ?? "", 10)];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/**
 * Says whether process `pid` is a live PostgreSQL that serves `cluster`. A zombie, another program under a re-used
 * number and a PostgreSQL of another folder are not.
 */
export async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  return process.platform === "linux" ? servesOnLinux(pid, cluster) : servesElsewhere(pid, cluster);
}

async function servesOnLinux(pid: number, cluster: string): Promise<boolean> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, "utf8");
    if (/^[ZX]/.test(status.slice(status.lastIndexOf(")") + 2))) return false;
    // The links exe and cwd of another user's process are closed even to root in most containers; its command line
    // is open. The server's own children overwrite theirs with a title.
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8")).split("\0");
    const folder = words[words.indexOf("-D") + 1];
    return basename(words[0] ?? "") === "postgres" && (await realpath(folder ?? "")) === (await realpath(cluster));
  } catch {
    return false;
  }
}

async function servesElsewhere(pid: number, cluster: string): Promise<boolean> {
  try {
    const { stdout } = await run("ps", ["-o", "stat=,command=", "-p", String(pid)]);
    return !stdout.trimStart().startsWith("Z") && stdout.includes("postgres") && stdout.includes(`-D ${cluster}`);
  } catch {
    return false;
  }
}

/**
 * Stops a server: a fast shutdown, after 60 s one without a checkpoint (the next start recovers). Throws
 * `database_unresponsive` when the process outlives both.
 */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 60_000],
    ["SIGQUIT", 15_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = performance.now() + patience;
    while (performance.now() < deadline) {
      if (!(await servesCluster(pid, cluster))) return;
      await sleep(15);
    }
  }
  throw new DatabaseFault("database_unresponsive", `The PostgreSQL server with process id ${pid} does not stop.`);
}
