import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { DatabaseFault, tellsOfFullDisk } from "../fault.ts";
import type { DatabaseLog } from "../log.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { createCluster } from "./cluster.ts";
import { connectSupervisor, othersNeedServer } from "./connect.ts";
import { checkCluster, type Place } from "./folder.ts";
import { launch } from "./launch.ts";
import { choosePort, keepPort } from "./port.ts";
import { readPostmasterFile, servesCluster, stopPostmaster } from "./postmaster.ts";

const patience = 60_000;

/** A running server: our connection to it, its process and port, and whether it was running already. */
export interface Running {
  client: pg.Client;
  port: number;
  adopted: boolean;
}

export interface BringUpOptions {
  place: Place;
  binaries: Binaries;
  account: Account | undefined;
  durable: boolean;
  log: DatabaseLog;
  /** The port that must be used again, because the addresses in use name it. */
  port?: number;
}

/**
 * Adopts the server that runs on the folder, or starts one. The caller holds the folder's lock. A dead server that
 * nobody has reaped, and memory that its last processes still hold, are waited for.
 */
export async function bringUp(options: BringUpOptions): Promise<Running> {
  const { place, binaries, account, log } = options;
  const adopted = await adopt(options);
  if (adopted) return adopted;
  if (!(await checkCluster(place, binaries, account))) {
    log.info({ folder: place.folder }, "making an empty database");
    await createCluster(options);
  }
  const deadline = performance.now() + patience;
  for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
    await forgetDeadPostmaster(place);
    const port = options.port ?? (await choosePort(place));
    const result = await launch({ ...options, port });
    if ("client" in result) {
      await keepPort(place, port);
      return { client: result.client, port, adopted: false };
    }
    const fault = explain(result.said, place, port);
    if (!passes(fault) || performance.now() > deadline) throw fault;
    log.warn({ code: fault.code, said: result.said.trim() }, "the database did not start, trying again");
    await sleep(pause);
  }
}

async function adopt(options: BringUpOptions): Promise<Running | undefined> {
  const { place, binaries, account, log } = options;
  const deadline = performance.now() + patience;
  for (;;) {
    const found = await readPostmasterFile(place.cluster);
    if (!found || !(await servesCluster(found.pid, place.cluster))) return undefined;
    await checkCluster(place, binaries, account);
    const client = await connectSupervisor(place, found.port).catch((error: unknown) => {
      if (error instanceof DatabaseFault) throw error;
      // It may still be recovering, which takes as long as it takes.
      return isStarting(error) ? ("starting" as const) : undefined;
    });
    if (client && client !== "starting") {
      if (await isCurrent(client, binaries)) return { client, port: found.port, adopted: true };
      log.info({}, "stopping a database server of an earlier version");
      await client.end();
      await stopPostmaster(found.pid, place.cluster);
      return undefined;
    }
    if (!client && performance.now() > deadline) {
      throw new DatabaseFault(
        "database_unresponsive",
        `The PostgreSQL server with process id ${found.pid} runs on ${place.cluster} but takes no connection.`,
      );
    }
    await sleep(50);
  }
}

function isStarting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "57P03";
}

async function isCurrent(client: pg.Client, binaries: Binaries): Promise<boolean> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
  return Number(rows[0]?.version) === binaries.major * 10_000 + binaries.minor || (await othersNeedServer(client));
}

/**
 * Removes a `postmaster.pid` whose process is not a server of this folder: PostgreSQL itself would take a zombie, or
 * a re-used number, for a live one. It still refuses to start while a process of the dead server holds its memory.
 */
async function forgetDeadPostmaster(place: Place): Promise<void> {
  const found = await readPostmasterFile(place.cluster);
  if (found && (await servesCluster(found.pid, place.cluster))) return;
  await rm(join(place.cluster, "postmaster.pid"), { force: true });
}

function explain(said: string, place: Place, port: number): DatabaseFault {
  if (tellsOfFullDisk(said)) {
    return new DatabaseFault("database_disk_full", `There is no space left on the disk of ${place.folder}.`);
  }
  if (/Address already in use|could not bind/.test(said)) {
    return new DatabaseFault("database_port_taken", `Another program listens on port ${port} of this machine.`);
  }
  if (/postmaster\.pid" already exists|pre-existing shared memory|still in use/.test(said)) {
    return new DatabaseFault("database_busy", `Another PostgreSQL server still uses ${place.cluster}.`);
  }
  return new DatabaseFault("database_start_failed", `PostgreSQL did not start on ${place.cluster}: ${said.trim()}`);
}

function passes(fault: DatabaseFault): boolean {
  return fault.code === "database_port_taken" || fault.code === "database_busy";
}
