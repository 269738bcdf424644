// npm run backup: saves everything in a folder, while running. Itself runs on Node 20 and newer.
import { installPackages } from "./lib/install.mjs";
import { endAll, pinnedNode, run } from "./lib/run.mjs";

process.on("SIGINT", endAll);
process.on("SIGTERM", endAll);
await installPackages();
const { code } = await run(pinnedNode, ["server/src/backup.ts", ...process.argv.slice(2)], { minutes: 24 * 60 });
process.exitCode = code;
