import { existsSync } from "node:fs";
import { run, say } from "./run.mjs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The path of a Chromium; root on Debian gets one installed. Undefined, with advice printed, when there is none. */
export async function findChromium() {
  const told = process.env.CHROMIUM_PATH;
  if (told) {
    if (existsSync(told)) return told;
    console.error(`CHROMIUM_PATH names ${told}, which does not exist.`);
    return undefined;
  }
  const found = () => places.find((path) => existsSync(path));
  if (found()) return found();
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("installing Chromium for the browser tests (apt-get)");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-q"], { env });
    await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], { env });
    if (found()) return found();
  }
  console.error(
    "The browser tests need Chromium. Install it (Debian: apt-get install --no-install-recommends chromium), " +
      "or set CHROMIUM_PATH to the program of a Chromium or Chrome.",
  );
  return undefined;
}
