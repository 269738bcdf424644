import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { DatabaseFault } from "../fault.ts";

const run = promisify(execFile);

/** The operating system's user as which the server runs. */
export interface Account {
  uid: number;
  gid: number;
}

const name = "splot";
const home = "/var/lib/splot";

/**
 * The account of the server: PostgreSQL refuses to run as root, so root gives it a system user of its own, made when
 * missing. Undefined for an ordinary user, who runs the server himself.
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (let attempt = 1; ; attempt++) {
    const account = await lookUp();
    if (account) return account;
    // Another start may hold the lock of the password file, or be making the same user.
    if (attempt > 1) await sleep(attempt * 100);
    if (attempt > 5) throw missing();
    await make();
  }
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function make(): Promise<void> {
  const ways: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", home, "--shell", "/usr/sbin/nologin"]],
    ["adduser", ["--system", "--group", "--no-create-home", "--home", home]],
  ];
  const path = `${process.env.PATH ?? ""}:/usr/sbin:/sbin`;
  let found = false;
  for (const [command, options] of ways) {
    try {
      await run(command, [...options, name], { env: { PATH: path } });
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) found = true;
    }
  }
  if (!found) throw missing();
}

function missing(): DatabaseFault {
  return new DatabaseFault(
    "database_account_missing",
    `PostgreSQL does not run as root, and the user "${name}" could not be made (useradd or adduser is needed). ` +
      "Make that user, start as an ordinary user, or set DATABASE_URL.",
  );
}
