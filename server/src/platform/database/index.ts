export { restoreBackup } from "./backup/restore.ts";
export { saveBackup } from "./backup/save.ts";
export { databaseFolder, defaultDataFolder, filesFolder } from "./data-folder.ts";
export { Dialect } from "./dialect.ts";
export { DatabaseFault } from "./fault.ts";
export { migrate } from "./migrate.ts";
export { openPool } from "./pool.ts";
export { isOutdated } from "./prepare.ts";
export { startDatabase } from "./start.ts";
