import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { demoMayLive } from "./demo/lives-here.ts";
import { callOff, moveIn, packUp } from "./demo/move-in.ts";
import { ownerLink } from "./modules/staff/index.ts";
import {
  DatabaseFault,
  databaseFolder,
  defaultDataFolder,
  filesFolder,
  isLost,
  migrate,
  startDatabase,
} from "./platform/database/index.ts";
import { makeLog } from "./platform/log.ts";
import { type OpenHouse, openHouse, type Parts } from "./platform/open-house.ts";
import { BadSetting, readSettings } from "./platform/settings.ts";
import { rooms } from "./rooms.ts";

// Whoever reads our words may leave before us: `npm start | head`, a terminal that is closed.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The first signal to stop. It may come before everything is started. */
const told = new Promise<string>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve(signal));
});

/** Start the whole product and stay until told to stop. Faults of the surroundings end it with their code, in words. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env);
  const log = makeLog(settings.LOG_LEVEL);
  const dataDir = settings.DATA_DIR ?? defaultDataFolder(fileURLToPath(new URL("../../", import.meta.url)));
  const isFirst = settings.DATABASE_URL === undefined && !existsSync(databaseFolder(dataDir));
  const packed = settings.demo && isFirst ? packUp() : undefined;
  say(settings.DATABASE_URL ? "Connecting to the database…" : "Starting the database…");
  const database = await startDatabase({ dataDir: databaseFolder(dataDir), log, outsideUrl: settings.DATABASE_URL });
  const opening = openOn(database.url, { settings, log, filesDir: filesFolder(dataDir) }, packed);
  try {
    const isOpen = await Promise.race([opening.then(() => true), told.then(() => false)]);
    const signal = await told;
    say(`${signal}: finishing what is under way…`);
    if (!isOpen) callOff();
  } catch (error) {
    await database.stop();
    throw error;
  }
  const open = await opening.catch(() => undefined);
  await open?.close();
  await database.stop();
  say("Stopped.");
  process.exit(0);
}

/** Bring the database up to date and open the house on it, with the demo company where it may live. */
async function openOn(
  url: string,
  given: Pick<Parts, "settings" | "log" | "filesDir">,
  packed: ChildProcess | undefined,
): Promise<OpenHouse> {
  const applied = await migrate(url);
  if (applied.length > 0) say(`Brought the database up to date (${applied.length} steps).`);
  const isDemo = given.settings.demo && (await demoMayLive(url));
  if (given.settings.demo && !isDemo) say("A company of its own lives here: the demo stays out.");
  const settings = { ...given.settings, demo: isDemo };
  const shown = isDemo ? [...rooms, (await import("./demo/index.ts")).demo] : rooms;
  const before = () => moveIn({ url, filesDir: given.filesDir }, say, packed);
  const open = await openHouse({ ...given, settings, rooms: shown, databaseUrl: url, ...(isDemo ? { before } : {}) });
  say(settings.ROLES.includes("web") ? `Splot is ready: ${settings.PUBLIC_URL}` : "Splot's worker is ready.");
  if (isDemo)
    say(`The shop's page: ${settings.PUBLIC_URL}/demo, its customers' mailbox: ${settings.PUBLIC_URL}/demo/mailbox`);
  const link = isDemo ? null : await open.house.run({ kind: "system", name: "start" }, ownerLink);
  if (link !== null) say(`Nobody owns this installation yet. Take it (this link works once, for 7 days): ${link}`);
  return open;
}

try {
  await main();
} catch (thrown) {
  const error = isLost(thrown)
    ? new DatabaseFault("database_lost", "The database went away during the start. Start Splot again.")
    : thrown;
  const known = error instanceof BadSetting || error instanceof DatabaseFault;
  process.stderr.write(
    known
      ? `${"code" in error ? `${error.code}: ` : ""}${error.message}\n`
      : `${error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(1);
}
