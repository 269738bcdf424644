import { readdirSync, rmSync } from "node:fs";
import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPostmasterFile, servesCluster, stopPostmaster } from "../src/platform/database/embedded/postmaster.ts";

// Root's database runs as a user who may not reach root's temporary folder.
const base = process.getuid?.() === 0 ? "/var/lib/splot" : tmpdir();
const prefix = "splot-test-";

/** Makes an empty folder that the database's user can reach; it is named after this process, see `sweepScratch`. */
export async function scratchFolder(): Promise<string> {
  await mkdir(base, { recursive: true });
  const folder = await mkdtemp(join(base, `${prefix}${process.pid}-`));
  await chmod(folder, 0o755);
  return folder;
}

/** Stops a database server left in the folder, and removes the folder. */
export async function removeScratch(folder: string): Promise<void> {
  for (const cluster of clustersIn(folder)) {
    const found = await readPostmasterFile(cluster);
    if (found && (await servesCluster(found.pid, cluster))) await stopPostmaster(found.pid, cluster);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the folders, and stops the servers, of test processes that were killed. */
export async function sweepScratch(): Promise<void> {
  for (const name of list(base)) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (owner > 0 && !isAlive(owner)) await removeScratch(join(base, name)).catch(() => undefined);
  }
}

function clustersIn(folder: string): string[] {
  return ["", ...list(folder)].map((name) => join(folder, name, "cluster"));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
