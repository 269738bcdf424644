import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseLog } from "../log.ts";
import { serverAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { type BringUpOptions, bringUp, type Running } from "./bring-up.ts";
import { ensureDatabase, othersNeedServer, serverUrl } from "./connect.ts";
import { placeOf, prepareFolder } from "./folder.ts";
import { trimLog } from "./launch.ts";
import { withLock } from "./lock.ts";
import { readPostmasterFile, servesCluster, stopPostmaster } from "./postmaster.ts";

const databaseName = "splot";
const logTrimming = 3_600_000;

/** A database in use: its address and the way to give it up. */
export interface Database {
  /** `postgres://…`, with the password. It stays the same when the server is restarted. */
  url: string;
  /** True when a server was running already, left by a killed process or started by another one. */
  adopted: boolean;
  /** Gives the database up and stops its server, unless another process uses it too. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: DatabaseLog;
  /** False only for tests: fast, and lost at a power cut. */
  durable?: boolean;
  /** Called when the server was lost; it is being started again on the same address. */
  onExit?: () => void;
}

/**
 * Starts PostgreSQL on `dataDir`, or adopts the one that runs there, and keeps it running until `stop`. Throws a
 * `DatabaseFault` when it cannot.
 */
export async function superviseDatabase(options: EmbeddedOptions): Promise<Database> {
  const { log, durable = true } = options;
  const account = await serverAccount();
  const place = placeOf(options.dataDir);
  const binaries = await findBinaries(account);
  await prepareFolder(place, account);
  const setting: BringUpOptions = { place, binaries, account, durable, log };

  const stopped = new AbortController();
  let running = await withLock(place.lock, async () => {
    const found = await bringUp(setting);
    await ensureDatabase(found.client, databaseName);
    return found;
  });
  let recovering = Promise.resolve();

  const watch = (current: Running) => {
    running = current;
    current.client.once("end", () => {
      if (stopped.signal.aborted) return;
      log.warn({ port: current.port }, "the database server was lost, starting it again");
      options.onExit?.();
      recovering = recover({ ...setting, port: current.port }, stopped.signal).then((next) => next && watch(next));
    });
  };
  watch(running);
  const trimming = setInterval(() => void trimLog(place.serverLog).catch(() => undefined), logTrimming);
  trimming.unref();

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    stopped.abort();
    clearInterval(trimming);
    await recovering;
    await withLock(place.lock, () => leave(running, place.cluster, log));
  };
  return {
    url: await serverUrl(place, running.port, databaseName),
    adopted: running.adopted,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

async function recover(setting: BringUpOptions, stopped: AbortSignal): Promise<Running | undefined> {
  for (let pause = 100; !stopped.aborted; pause = Math.min(pause * 2, 15_000)) {
    try {
      const running = await withLock(setting.place.lock, () => bringUp(setting));
      setting.log.info({ port: running.port, adopted: running.adopted }, "the database server is back");
      return running;
    } catch (error) {
      setting.log.error({ err: error }, "the database server does not come back, trying again");
      await sleep(pause, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
  return undefined;
}

async function leave(running: Running, cluster: string, log: DatabaseLog): Promise<void> {
  const needed = await othersNeedServer(running.client).catch(() => false);
  await running.client.end().catch(() => undefined);
  if (needed) {
    log.info({}, "leaving the database server to another process");
    return;
  }
  const found = await readPostmasterFile(cluster);
  if (found && (await servesCluster(found.pid, cluster))) await stopPostmaster(found.pid, cluster);
}
