import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { DatabaseFault, folderFault } from "../fault.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const run = promisify(execFile);

/** The paths within one database folder. `cluster` is PostgreSQL's own data directory. */
export interface Place {
  folder: string;
  cluster: string;
  password: string;
  serverLog: string;
  lock: string;
  port: string;
}

/** Names the paths within a database folder without touching the disk. */
export function placeOf(dataDir: string): Place {
  const folder = resolve(dataDir);
  return {
    folder,
    cluster: join(folder, "cluster"),
    password: join(folder, "password"),
    serverLog: join(folder, "server.log"),
    lock: join(folder, "lock"),
    port: join(folder, "port"),
  };
}

/**
 * Makes the folder when missing and proves that the server's account can reach it. Throws
 * `database_folder_unwritable`, `database_folder_unreachable` or `database_disk_full`.
 */
export async function prepareFolder(place: Place, account: Account | undefined): Promise<void> {
  try {
    const first = await mkdir(place.folder, { recursive: true });
    if (first && account) {
      for (const path of ancestors(place.folder)) if (path.length >= first.length) await chmod(path, 0o755);
    }
  } catch (error) {
    throw folderFault(error, place.folder);
  }
  if (account) await proveReach(place.folder, account);
}

/** Throws when the cluster in the folder is of another PostgreSQL version or belongs to another user. */
export async function checkCluster(place: Place, binaries: Binaries, account: Account | undefined): Promise<boolean> {
  const owner = await stat(place.cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw folderFault(error, place.cluster);
  });
  if (!owner) return false;
  const expected = account?.uid ?? process.getuid?.() ?? owner.uid;
  if (owner.uid !== expected) {
    throw new DatabaseFault(
      "database_folder_foreign",
      `The data in ${place.cluster} belong to user ${owner.uid}, but the database would run as user ${expected}. ` +
        `Start as that user, or give it the data: chown -R ${expected} ${place.cluster}`,
    );
  }
  await checkVersion(place, binaries);
  return true;
}

async function checkVersion(place: Place, binaries: Binaries): Promise<void> {
  const text = await readFile(join(place.cluster, "PG_VERSION"), "utf8").catch((error: unknown) => {
    throw folderFault(error, place.cluster);
  });
  const major = Number.parseInt(text, 10);
  if (major > binaries.major) {
    throw new DatabaseFault(
      "database_data_newer",
      `The data in ${place.cluster} were written by PostgreSQL ${major}, and this program brings ` +
        `${binaries.major}. Use the newer program, or another --data folder.`,
    );
  }
  if (major < binaries.major) {
    throw new DatabaseFault(
      "database_data_older",
      `The data in ${place.cluster} were written by PostgreSQL ${major}, and this program brings ${binaries.major}. ` +
        "Save them with the program that wrote them (npm run backup) and restore them into an empty folder with this one.",
    );
  }
}

async function proveReach(folder: string, account: Account): Promise<void> {
  // Asking as that user, not reading mode bits, also sees access lists and mount options.
  const script = 'for d in "$@"; do if ! [ -x "$d" ]; then printf %s "$d"; exit 3; fi; done';
  try {
    await run("/bin/sh", ["-c", script, "sh", ...ancestors(folder)], { uid: account.uid, gid: account.gid, cwd: "/" });
  } catch (error) {
    const blocked = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new DatabaseFault(
      "database_folder_unreachable",
      `The database runs as user ${account.uid}, who may not enter ${blocked || folder}. Choose another folder with ` +
        `--data, or let that user in: chmod o+x ${blocked || folder}`,
      { cause: error },
    );
  }
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...ancestors(parent), folder];
}
