import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseFault, folderFault } from "../fault.ts";

const patience = 180_000;

/**
 * Runs `work` while this process alone holds the lock file at `path`. The kernel gives the lock back when its holder
 * dies, however it dies. Throws `database_busy` after three minutes of waiting.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const release = await take(path);
  try {
    return await work();
  } finally {
    release();
  }
}

async function take(path: string): Promise<() => void> {
  const deadline = performance.now() + patience;
  for (;;) {
    const release = tryTake(path);
    if (release) return release;
    if (performance.now() > deadline) {
      throw new DatabaseFault("database_busy", `Another process holds ${path} and does not finish.`);
    }
    await sleep(50);
  }
}

/** SQLite's file lock is the one lock owned by the kernel that Node brings along; no data is kept in the file. */
function tryTake(path: string): (() => void) | undefined {
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(path, { timeout: 0 });
    file.exec("begin exclusive");
    return () => file?.close();
  } catch (error) {
    file?.close();
    if (error instanceof Error && "errcode" in error && error.errcode === 5) return undefined;
    throw folderFault(error, path);
  }
}
