import { execFileSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { holdDatabase } from "../../../../test/database-process.ts";
import { removeScratch, scratchFolder } from "../../../../test/scratch.ts";
import type { DatabaseFaultCode } from "../fault.ts";
import { silentLog } from "../log.ts";
import { superviseDatabase } from "./supervise.ts";

const isRoot = process.getuid?.() === 0;
let scratch: string;

beforeEach(async () => {
  scratch = await scratchFolder();
});

afterEach(async () => {
  await removeScratch(scratch);
});

const start = (dataDir: string) => superviseDatabase({ dataDir, log: silentLog, durable: false });

async function expectFault(dataDir: string, code: DatabaseFaultCode, words: RegExp): Promise<void> {
  await expect(start(dataDir)).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
}

it("names the folder that the database's user may not enter", async () => {
  const closed = join(scratch, "closed");
  await mkdir(closed, { mode: isRoot ? 0o700 : 0o500 });
  const code = isRoot ? "database_folder_unreachable" : "database_folder_unwritable";
  await expectFault(join(closed, "data"), code, /closed/);
  await chmod(closed, 0o755);
  await (await start(join(closed, "data"))).stop();
});

it("says so when the folder's place is taken by a file", async () => {
  await writeFile(join(scratch, "taken"), "");
  await expectFault(join(scratch, "taken", "data"), "database_folder_unwritable", /taken/);
});

it("refuses data of another PostgreSQL version and leaves them as they are", async () => {
  await (await start(scratch)).stop();
  await writeFile(join(scratch, "cluster/PG_VERSION"), "19\n");
  await expectFault(scratch, "database_data_newer", /PostgreSQL 19/);
  await writeFile(join(scratch, "cluster/PG_VERSION"), "17\n");
  await expectFault(scratch, "database_data_older", /PostgreSQL 17/);
  await writeFile(join(scratch, "cluster/PG_VERSION"), "18\n");
  await (await start(scratch)).stop();
});

it("says so when the disk is full, leaves no half-made data, and starts once there is space", async () => {
  const folder = join(scratch, "full");
  await mkdir(folder);
  await chmod(folder, 0o755);
  if (isRoot) {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", folder]);
    try {
      await expectFault(folder, "database_disk_full", /no space left/);
    } finally {
      execFileSync("umount", ["--lazy", folder]);
    }
  } else {
    const holder = await holdDatabase(folder, { under: ["prlimit", "--fsize=4000000"] });
    expect(holder.code).toBe("database_disk_full");
  }
  await (await start(folder)).stop();
});

it("does not start on a cluster whose password is gone", async () => {
  await (await start(scratch)).stop();
  await writeFile(join(scratch, "password"), "another");
  await expectFault(scratch, "database_password_missing", /password/);
});
