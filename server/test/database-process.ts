import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { z } from "zod";

const script = fileURLToPath(new URL("hold-database.ts", import.meta.url));
const Answer = z.object({ url: z.string().optional(), adopted: z.boolean().optional(), code: z.string().optional() });

/** A process that holds a database, and what it said: an address, or the code of a fault. */
export interface Holder extends z.infer<typeof Answer> {
  process: ChildProcess;
  /** Gives the database up in order and waits for the end of the process. */
  end(): Promise<void>;
  /** Kills the process without warning. */
  kill(): Promise<void>;
}

/** Starts a process that holds the database of `dataDir`; `under` runs it by another program. */
export async function holdDatabase(
  dataDir: string,
  options: { under?: string[]; durable?: boolean } = {},
): Promise<Holder> {
  const { under = [], durable = false } = options;
  const words = [...under, process.execPath, script, dataDir, ...(durable ? ["--durable"] : [])];
  const child = spawn(words[0]!, words.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), exited.then(() => ["{}"])]);
  return {
    ...Answer.parse(JSON.parse(String(line))),
    process: child,
    end: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** The process id of the server on `dataDir`. */
export const serverPid = (dataDir: string): number =>
  Number.parseInt(readFileSync(join(dataDir, "cluster/postmaster.pid"), "utf8"), 10);

/** Runs one statement on a connection of its own and returns the rows. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
