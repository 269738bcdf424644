import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, open, stat, truncate } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { DatabaseFault } from "../fault.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { serverEnvironment } from "./cluster.ts";
import { connectSupervisor } from "./connect.ts";
import type { Place } from "./folder.ts";
import { serverParameters } from "./parameters.ts";

const logLimit = 20 * 1024 * 1024;

/** Either a connection to the started server, or what it said before it went away. */
export type Launched = { client: pg.Client } | { said: string };

interface LaunchOptions {
  place: Place;
  binaries: Binaries;
  account: Account | undefined;
  durable: boolean;
  port: number;
}

/**
 * Starts the server and waits until it takes connections; recovery after a crash may take minutes. It runs in a
 * session of its own, so that Ctrl-C on the terminal reaches only us, and outlives us when we are killed.
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { place, account } = options;
  await trimLog(place.serverLog);
  const log = await open(place.serverLog, "a", 0o600);
  const { size: start } = await log.stat();
  try {
    const child = spawn(options.binaries.postgres, ["-D", place.cluster, ...serverParameters(options)], {
      cwd: "/",
      detached: true,
      env: serverEnvironment(),
      stdio: ["ignore", log.fd, log.fd],
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    });
    await once(child, "spawn");
    child.unref();
    const client = await waitUntilReady(child, options);
    return client ? { client } : { said: await readFrom(place.serverLog, start) };
  } catch (cause) {
    if (cause instanceof DatabaseFault) throw cause;
    throw new DatabaseFault("database_start_failed", `PostgreSQL could not be started: ${cause}`, { cause });
  } finally {
    await log.close();
  }
}

async function waitUntilReady(child: ChildProcess, options: LaunchOptions): Promise<pg.Client | undefined> {
  let refused: DatabaseFault | undefined;
  while (child.exitCode === null && child.signalCode === null) {
    if (refused) {
      child.kill("SIGINT");
      throw refused;
    }
    try {
      return await connectSupervisor(options.place, options.port);
    } catch (error) {
      // Another program may have taken the port and refuse us, while our server is about to give up.
      if (error instanceof DatabaseFault) refused = error;
      await sleep(refused ? 500 : 25);
    }
  }
  return undefined;
}

/** Keeps the server's log and one older part, 20 MB each. The server appends, so cutting it under its feet is safe. */
export async function trimLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size < logLimit) return;
  await copyFile(path, `${path}.1`);
  await truncate(path, 0);
}

async function readFrom(path: string, start: number): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(16_384), position: start });
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await file.close();
  }
}
