// npm run restore: restores such a folder into an empty place. Itself runs on Node 20 and newer.
import { installPackages } from "./lib/install.mjs";
import { endAll, pinnedNode, run } from "./lib/run.mjs";

process.on("SIGINT", endAll);
process.on("SIGTERM", endAll);
await installPackages();
const { code } = await run(pinnedNode, ["server/src/restore.ts", ...process.argv.slice(2)], { minutes: 24 * 60 });
process.exitCode = code;
