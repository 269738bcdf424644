// Builds the screens into dist/ with Vite: `node tools/build.mjs` (any Node from 20 on). What did not change since the
// last build is left as it is; `--force` builds all the same.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Apps of the screens: the folder with a `vite.config.ts`, and what it is made of. */
const apps = [
  { name: "desk", sources: ["web/desk", "web/ui", "contract"] },
  { name: "widget", sources: ["web/widget", "web/ui", "contract"] },
];

/** Hash over everything that a build depends on: its sources without tests, the lock file, this file. */
function fingerprint(sources) {
  const hash = createHash("sha256");
  for (const path of ["package-lock.json", "tools/build.mjs", ...sources.flatMap(filesOf)]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter((path) => !path.includes("node_modules") && !path.includes("/dist/"))
    .sort();
}

/** Build one app beside its place and move it there, so that a running server never sees half of it. */
function build(name) {
  const target = join(root, "dist", name);
  const fresh = join(root, "dist", `.${name}-${process.pid}`);
  const config = join(root, "web", name, "vite.config.ts");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--config", config, "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"];
  const node = join(root, "node_modules/.bin", process.platform === "win32" ? "node.cmd" : "node");
  // Whoever asks (a test runner says "test"), what is built is what customers get.
  const env = { ...process.env, NODE_ENV: "production" };
  const result = spawnSync(node, args, { cwd: join(root, "web", name), env, stdio: "inherit", timeout: 180_000 });
  if (result.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`web/${name} could not be built${result.error ? `: ${result.error.message}` : ""}`);
  }
  const old = `${fresh}-old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

/** Build what changed; answers with the names of the apps that were built. */
export function buildScreens({ force = false, log = console.log } = {}) {
  const built = [];
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const { name, sources } of apps) {
    if (!existsSync(join(root, "web", name, "vite.config.ts"))) continue;
    const stamp = join(root, "dist", `${name}.stamp`);
    const now = fingerprint(sources);
    const before = existsSync(stamp) && existsSync(join(root, "dist", name)) ? readFileSync(stamp, "utf8") : "";
    if (!force && before === now) continue;
    log(`Building web/${name} …`);
    rmSync(stamp, { force: true });
    build(name);
    writeFileSync(stamp, now);
    built.push(name);
  }
  return built;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    buildScreens({ force: process.argv.includes("--force") });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
