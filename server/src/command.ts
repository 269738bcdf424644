import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DatabaseFault, defaultDataFolder } from "./platform/database/index.ts";
import { type Log, makeLog } from "./platform/log.ts";
import { BadSetting, readSettings, type Settings } from "./platform/settings.ts";

interface Command {
  /** The one path that the command takes. */
  path: string;
  settings: Settings;
  log: Log;
  say: (line: string) => void;
}

/** Runs a command of the terminal that takes one path and `--data DIR`. A fault ends it with code 1 and its words. */
export async function command(usage: string, work: (given: Command) => Promise<void>): Promise<void> {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { data: { type: "string" } } });
    const [path] = positionals;
    if (!path || positionals.length > 1) throw new BadSetting(`Usage: ${usage}`);
    const settings = readSettings(values.data ? ["--data", values.data] : [], process.env);
    // Lines of the log are for the server; here a person reads, and hears of trouble only.
    const log = makeLog("error");
    await work({ path: resolve(path), settings, log, say: (line) => void process.stdout.write(`${line}\n`) });
  } catch (error) {
    const known = error instanceof BadSetting || error instanceof DatabaseFault;
    const code = error instanceof DatabaseFault ? `${error.code}: ` : "";
    process.stderr.write(known ? `${code}${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  }
}

/** The folder of the database and the files. */
export const dataFolderOf = (settings: Settings): string =>
  settings.DATA_DIR ?? defaultDataFolder(fileURLToPath(new URL("../../", import.meta.url)));
