import { existsSync } from "node:fs";
import { join } from "node:path";
import { command, dataFolderOf } from "./command.ts";
import { DatabaseFault, databaseFolder, filesFolder, saveBackup, startDatabase } from "./platform/database/index.ts";

await command("npm run backup -- FOLDER [--data DIR]", async ({ path, settings, log, say }) => {
  const dataDir = dataFolderOf(settings);
  const folder = databaseFolder(dataDir);
  if (!settings.DATABASE_URL && !existsSync(join(folder, "cluster"))) {
    throw new DatabaseFault("database_missing", `There is no database in ${folder}. Name the data folder with --data.`);
  }
  const database = await startDatabase({ dataDir: folder, log, outsideUrl: settings.DATABASE_URL });
  try {
    say(`Saving the database and the files to ${path}…`);
    const saved = await saveBackup({ url: database.url, filesDir: filesFolder(dataDir), target: path });
    const rows = saved.tables.reduce((sum, table) => sum + table.rows, 0);
    say(`Saved ${rows} rows of ${saved.tables.length} tables and ${saved.files.count} files as of ${saved.takenAt}.`);
    for (const key of saved.files.missing) say(`Missing already: the bytes of file ${key}`);
  } finally {
    await database.stop();
  }
});
