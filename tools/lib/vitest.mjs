import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedNode, run } from "./run.mjs";

/** Runs vitest with a configuration and counts its tests. A file that does not load counts as one failure. */
export async function vitest(config, words = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "splot-report-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await run(
    pinnedNode,
    ["node_modules/vitest/vitest.mjs", "run", `--config=${config}`, ...reporters, ...words],
    { env },
  );
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readReport(report);
  const failed = code === 0 ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };
  }
}
