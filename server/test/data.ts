import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = new URL("../../", import.meta.url);

/**
 * Where a piece of the real input lies, or undefined on a machine that has none of it; the test then skips and says so.
 * `path` is relative to the data folder (`SPLOT_DATA`, else `../shared/data` beside the project); folders end in a slash.
 */
export function data(path: string): URL | undefined {
  const given = process.env.SPLOT_DATA;
  const folder = given ? pathToFileURL(`${given}/`) : new URL("../shared/data/", root);
  const url = new URL(path, folder);
  return existsSync(fileURLToPath(url)) ? url : undefined;
}
