import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, textOf } from "./hash.mjs";
import { fail, pinnedNode, root, run, say } from "./run.mjs";

const stamp = "node_modules/.splot-lock";

/**
 * Installs what the lock file names, unless that was done already. `npm install`, not `npm ci`: a lock made where the
 * registry serves no builds for other systems lacks them, and `npm ci` refuses it.
 */
export async function installPackages() {
  const wanted = hashOf("package-lock.json");
  if (textOf(stamp) === wanted && existsSync(pinnedNode)) return;
  say("installing packages (npm install; the first time takes a minute or two)");
  if (!(await install())) {
    // A cut install leaves a tree that npm takes for whole.
    say("npm install failed; once more, from nothing");
    rmSync(join(root, "node_modules"), { recursive: true, force: true });
    if (!(await install())) fail("npm install failed. Is a package registry reachable?");
  }
  checkNode();
  writeFileSync(join(root, stamp), hashOf("package-lock.json"));
}

async function install() {
  const words = ["install", "--no-audit", "--no-fund", "--loglevel=error"];
  // The lock names the builds for Linux; elsewhere the exact versions of package.json decide.
  if (process.platform !== "linux") words.push("--no-package-lock");
  return (await run("npm", words)).code === 0;
}

function checkNode() {
  try {
    const version = execFileSync(pinnedNode, ["--version"], { encoding: "utf8" }).trim();
    if (Number.parseInt(version.slice(1), 10) >= 24) return;
    fail(`${pinnedNode} is ${version}, but Node 24 is needed.`);
  } catch {
    fail(
      `${pinnedNode} does not run. Its package brings the program by an install script; if your npm blocks those, ` +
        "allow the ones that package.json lists under allowScripts.",
    );
  }
}
