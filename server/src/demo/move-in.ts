import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";

const seeding = fileURLToPath(new URL("../../../tools/seed/main.ts", import.meta.url));

let mover: ChildProcess | undefined;
let isOff = false;

/** Begin the process by which the demo company moves in: it loads its part while the database is still being made. */
export function packUp(): ChildProcess {
  mover = fork(seeding, { execArgv: [] });
  return mover;
}

/** Let the demo company stay where it is: what has not moved in does so at the next start. */
export function callOff(): void {
  isOff = true;
  mover?.kill("SIGKILL");
}

/**
 * Let the demo company move into this database, if it has not wholly done so, in a process of its own: what it takes to make
 * a thousand customers' history is given back when it ends. It ends with us. Throws when it could not.
 */
export async function moveIn(
  home: { url: string; filesDir: string },
  say: (line: string) => void,
  packed?: ChildProcess,
): Promise<void> {
  if (await hasMovedIn(home.url)) return;
  if (isOff) throw new Error("The demo company stays where it is.");
  const begun = Date.now();
  say("The demo company is moving in (1,000 customers)…");
  const child = packed ?? packUp();
  if (child.connected) child.send(home);
  const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
  if (code !== 0) throw new Error("The demo company could not move in.");
  say(`The demo company has moved in (${((Date.now() - begun) / 1000).toFixed(1)} s).`);
}

async function hasMovedIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: "splot start" });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select from platform.company_event where name = 'demo.seeded' and (data ->> 'isWhole')::boolean`,
    );
    return rows.length > 0;
  } finally {
    await client.end();
  }
}
