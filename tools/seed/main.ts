// Makes the demo company where it is told to, in a process of its own that ends with the one that began it.
import { once } from "node:events";
import { alone } from "../../server/src/platform/alone.ts";
import { makeLog } from "../../server/src/platform/log.ts";
import { openHouse } from "../../server/src/platform/open-house.ts";
import { readSettings } from "../../server/src/platform/settings.ts";
import { rooms } from "../../server/src/rooms.ts";
import { seed } from "./seed.ts";

/** Key of the advisory lock under which the demo company moves in: of two first starts at once one waits for the other. */
const movingIn = 7_305_149;

process.once("disconnect", () => process.exit(1));
if (!process.connected) process.exit(1);
const [home] = (await once(process, "message")) as [{ url: string; filesDir: string }];
const settings = readSettings([], process.env);
const open = await openHouse({
  settings: { ...settings, demo: true, ROLES: [] },
  log: makeLog(settings.LOG_LEVEL),
  rooms,
  databaseUrl: home.url,
  filesDir: home.filesDir,
});
await alone(open.house, movingIn, () => seed(open.house));
await open.close();
process.exit(0);
