import { parseArgs } from "node:util";
import { DatabaseFault, startDatabase } from "../src/platform/database/index.ts";
import { silentLog } from "../src/platform/database/log.ts";

// A process of its own that holds the database of a folder, for tests to kill: prints one line of JSON when it has it
// (or why not), and gives the database up at the end of its input.
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { durable: { type: "boolean", default: false } },
});

try {
  const database = await startDatabase({ dataDir: positionals[0]!, log: silentLog, durable: values.durable });
  process.stdout.write(`${JSON.stringify({ url: database.url, adopted: database.adopted })}\n`);
  process.stdin.resume().once("end", () => void database.stop());
} catch (error) {
  const code = error instanceof DatabaseFault ? error.code : String(error);
  process.stdout.write(`${JSON.stringify({ code })}\n`);
}
