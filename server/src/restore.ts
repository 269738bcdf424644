import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { command, dataFolderOf } from "./command.ts";
import { DatabaseFault, databaseFolder, filesFolder, restoreBackup, startDatabase } from "./platform/database/index.ts";

await command("npm run restore -- FOLDER [--data DIR]", async ({ path, settings, log, say }) => {
  const dataDir = dataFolderOf(settings);
  const folder = databaseFolder(dataDir);
  if (!settings.DATABASE_URL && existsSync(folder)) {
    throw new DatabaseFault("database_not_empty", `${folder} exists. Name an empty folder with --data.`);
  }
  const database = await startDatabase({ dataDir: folder, log, outsideUrl: settings.DATABASE_URL });
  let whole = false;
  try {
    say(`Restoring ${path}…`);
    const restored = await restoreBackup({ source: path, url: database.url, filesDir: filesFolder(dataDir) });
    const rows = restored.tables.reduce((sum, table) => sum + table.rows, 0);
    say(`Restored ${rows} rows and ${restored.files.count} files as of ${restored.takenAt}.`);
    say(`Start with: npm start -- --empty --data ${dataDir}`);
    whole = true;
  } finally {
    await database.stop();
    if (!whole && !settings.DATABASE_URL) await rm(folder, { recursive: true, force: true });
  }
});
