import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const names = ["intake", "intake-latency", "merge", "timeline", "sockets", "memory"];

/** Runs every benchmark, one after the other, and says at the end which missed what they should reach. */
const missed: string[] = [];
for (const name of names) {
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const [code] = await once(spawn(process.execPath, [script], { stdio: "inherit" }), "exit");
  if (code !== 0) missed.push(name);
}
console.log(missed.length === 0 ? "\nAll figures are reached." : `\nMissed or failed: ${missed.join(", ")}.`);
process.exitCode = missed.length === 0 ? 0 : 1;
