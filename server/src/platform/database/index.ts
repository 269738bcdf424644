export { restoreBackup } from "./backup/restore.ts";
export { saveBackup } from "./backup/save.ts";
export { databaseFolder, defaultDataFolder, filesFolder } from "./data-folder.ts";
export type { Database } from "./embedded/supervise.ts";
export { DatabaseFault, type DatabaseFaultCode } from "./fault.ts";
export type { DatabaseLog } from "./log.ts";
export { migrate } from "./migrate.ts";
export { openPool } from "./pool.ts";
export { startDatabase } from "./start.ts";
