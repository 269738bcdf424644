import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { DatabaseFault, folderFault, tellsOfFullDisk } from "../fault.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Place } from "./folder.ts";

const run = promisify(execFile);
const stagePrefix = "new-";

/** The server's only role: owner of everything, reached with the password kept beside the cluster. */
export const role = "splot";

interface CreateOptions {
  place: Place;
  binaries: Binaries;
  account: Account | undefined;
  durable: boolean;
}

/**
 * Makes an empty cluster with a random password. It appears under its final name only when it is whole, so a start
 * that was cut leaves nothing behind that a later one takes for data.
 */
export async function createCluster(options: CreateOptions): Promise<void> {
  const { place, account, durable } = options;
  const stage = join(place.folder, `${stagePrefix}${process.pid}`);
  try {
    await removeStages(place.folder);
    await mkdir(stage, { mode: 0o700 });
    const password = randomBytes(24).toString("base64url");
    await writeKept(join(stage, "password"), password, durable);
    await writeKept(place.password, password, durable);
    if (account) for (const path of [stage, join(stage, "password")]) await chown(path, account.uid, account.gid);
    await initialise(stage, options);
    await rename(join(stage, "cluster"), place.cluster);
    if (durable) await flushFolder(place.folder);
  } catch (error) {
    throw folderFault(error, place.folder);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function removeStages(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(stagePrefix)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function initialise(stage: string, { binaries, account, durable, place }: CreateOptions): Promise<void> {
  const words = [
    `--pgdata=${join(stage, "cluster")}`,
    `--username=${role}`,
    `--pwfile=${join(stage, "password")}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  const as = account ? { uid: account.uid, gid: account.gid } : {};
  const options = { cwd: stage, env: serverEnvironment(), timeout: 120_000, ...as };
  const attempt = (locale: string) => run(binaries.initdb, [...words, `--locale=${locale}`], options);
  try {
    // An old C library knows no C.UTF-8; sorting and letter case come from the builtin provider either way.
    await attempt("C.UTF-8").catch((error: Error) => {
      if (/invalid locale/.test(error.message)) return attempt("C");
      throw error;
    });
  } catch (error) {
    if (tellsOfFullDisk(error)) throw folderFault(error, place.folder);
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new DatabaseFault("database_start_failed", `PostgreSQL could not make its data folder: ${reason}`, {
      cause: error,
    });
  }
}

/** The environment of PostgreSQL's programs: none of ours, so that no PG… variable or locale reaches them. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_MESSAGES: "C", TZ: "UTC" };
}

async function writeKept(path: string, text: string, durable: boolean): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(folder: string): Promise<void> {
  for (const path of [folder, dirname(folder)]) {
    const handle = await open(path, "r");
    await handle.sync().catch(() => undefined);
    await handle.close();
  }
}
