import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Write `.br` and `.gz` beside each built file, for a server that sends them as they are. */
export const packFiles = (): Plugin => ({
  name: "pack-files",
  async writeBundle({ dir = "." }, bundle) {
    for (const name of Object.keys(bundle)) {
      const file = join(dir, name);
      const content = await readFile(file);
      await writeFile(`${file}.br`, brotliCompressSync(content));
      await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
    }
  },
});
