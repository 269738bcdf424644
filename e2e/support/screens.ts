import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Build the screens where their sources changed since the last build. */
export function buildScreens(): void {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  execFileSync(process.execPath, ["tools/build.mjs"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 180_000,
  });
}
