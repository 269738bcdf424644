// npm start: installs, builds, and runs the product on the Node it is pinned to. Itself runs on Node 20 and newer.
import { spawn } from "node:child_process";
import { installPackages } from "./lib/install.mjs";
import { endAll, fail, pinnedNode, root, runNode, say } from "./lib/run.mjs";
import { serverOptions } from "./lib/server-options.mjs";

const sameKeystroke = 500;

/** Runs the server until it ends, and ends as it did. */
function serve() {
  say("starting Splot");
  // In a process group of its own it gets a signal from us only: a terminal and npm would otherwise each send one too.
  const server = spawn(pinnedNode, [...serverOptions, "server/src/main.ts", ...process.argv.slice(2)], {
    cwd: root,
    detached: true,
    stdio: "inherit",
  });
  server.on("error", (error) => fail(`The server could not be started: ${error.message}`));
  server.on("exit", (code, signal) => process.exit(signal ? 1 : code));
  let first = 0;
  const end = (signal) => {
    const now = performance.now();
    if (first === 0) {
      first = now;
      server.kill(signal);
    } else if (signal === "SIGINT" && now - first > sameKeystroke) {
      say("ending at once");
      server.kill("SIGKILL");
    }
  };
  process.on("SIGINT", () => end("SIGINT"));
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGHUP", () => end("SIGTERM"));
  whenNpmIsGone(() => end("SIGTERM"));
}

/** npm hands SIGTERM only to the shell between it and us, and both are gone without a word. */
function whenNpmIsGone(then) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    then();
  }, 500);
}

process.on("SIGINT", endAll);
process.on("SIGTERM", endAll);
await installPackages();
if (!(await runNode("tools/build.mjs"))) fail("The screens could not be built.");
process.off("SIGINT", endAll);
process.off("SIGTERM", endAll);
serve();
