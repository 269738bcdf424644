import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { systemFolder } from "./embedded/binaries.ts";

/**
 * Where the product keeps everything when not told: `.data` in its own folder, and for root, whose database runs as a
 * user that need not reach that folder, a place of this clone's own under `/var/lib/splot`.
 */
export function defaultDataFolder(root: string): string {
  if (process.getuid?.() !== 0) return join(root, ".data");
  const path = realpathSync(root);
  const mark = createHash("sha256").update(path).digest("hex").slice(0, 8);
  return join(systemFolder, `${basename(path).replace(/[^\w.-]/g, "_")}-${mark}`);
}

/** The database's folder within the data folder. */
export const databaseFolder = (dataFolder: string): string => join(dataFolder, "postgres");

/** The folder of uploaded files within the data folder. */
export const filesFolder = (dataFolder: string): string => join(dataFolder, "files");
