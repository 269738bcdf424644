import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The Node that the product is pinned to, installed by npm. */
export const pinnedNode = join(root, "node_modules", ".bin", "node");

// Whoever reads our words may leave before us: `npm start | head`, a terminal that is closed.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

/** Prints one line about what is being done. */
export const say = (line) => console.log(`· ${line}`);

/** Prints why nothing can go on, and ends the process. */
export function fail(line) {
  console.error(`\n${line}`);
  process.exit(1);
}

const children = new Set();
let ending = false;

/** Ends what `run` has started, and then the process: for when it is told to end. A second call does nothing. */
export function endAll() {
  if (ending) return;
  ending = true;
  if (children.size === 0) process.exit(130);
  for (const child of children) endSoon(child, "SIGINT");
}

function endSoon(child, signal) {
  child.kill(signal);
  setTimeout(() => process.kill(-child.pid, "SIGKILL"), 20_000).unref();
}

/**
 * Runs a program in the clone's folder and resolves to `{ code, output }`; `output` only with `keep`, which prints it
 * all the same. Never rejects: a program that is missing has code 127, one that takes longer than `minutes` 124.
 */
export function run(program, words, { env = {}, keep = false, minutes = 30 } = {}) {
  const path = [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      // A group of its own: Ctrl-C on the terminal reaches it once, through us, so that it can tidy up.
      detached: true,
      env: { ...process.env, PATH: path, ...env },
      stdio: ["ignore", keep ? "pipe" : "inherit", keep ? "pipe" : "inherit"],
    });
    let output = "";
    let late = false;
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from?.on("data", (part) => {
        output += part;
        to.write(part);
      });
    }
    children.add(child);
    const limit = setTimeout(() => {
      late = true;
      console.error(`${program} took longer than ${minutes} minutes and was ended`);
      endSoon(child, "SIGTERM");
    }, minutes * 60_000);
    const done = (code) => {
      clearTimeout(limit);
      children.delete(child);
      if (ending && children.size === 0) process.exit(130);
      resolve({ code: late ? 124 : code, output });
    };
    child.on("error", () => done(127));
    child.on("close", (code) => done(code ?? 1));
  });
}

/** Runs one of our scripts, or a tool's, on the pinned Node and says whether it went well. */
export const runNode = async (...words) => (await run(pinnedNode, words)).code === 0;
