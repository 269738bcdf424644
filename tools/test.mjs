// npm test: installs what is missing and runs every check and test. `npm test -- NAME` runs only the tests of files
// whose path holds NAME. Itself runs on Node 20 and newer.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "./lib/chromium.mjs";
import { installPackages } from "./lib/install.mjs";
import { step, summary } from "./lib/report.mjs";
import { endAll, pinnedNode, root, run, runNode } from "./lib/run.mjs";
import { vitest } from "./lib/vitest.mjs";

const leastModules = 50;
const has = (path) => existsSync(join(root, path));

async function everything() {
  await step("format and lint", async () => (await run("biome", ["check", "--error-on-warnings"])).code === 0);
  for (const project of ["tsconfig.json", "web/widget/tsconfig.json"].filter(has)) {
    await step(`types of ${project}`, () => runNode("node_modules/typescript-native/bin/tsc", "-p", project));
  }
  await step("walls", walls);
  await step("unused code", () => runNode("node_modules/knip/bin/knip.js"));
  await step("screens", () => runNode("tools/build.mjs"));
  await step("tests", () => vitest("vitest.config.ts"));
  await step("browser tests", browserTests);
  await step("faults", () => runNode("tools/check-faults.ts", "--short"));
}

/** With a TypeScript that has no JavaScript API the tool cruises nothing and says that all is well. */
async function walls() {
  const folders = ["contract", "server", "web", "tools"].filter(has);
  const words = ["node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", ...folders];
  const { code, output } = await run(pinnedNode, words, { keep: true });
  const modules = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
  if (modules < leastModules) console.error(`Only ${modules} modules were looked at; at least ${leastModules} exist.`);
  return code === 0 && modules >= leastModules;
}

async function browserTests() {
  const chromium = await findChromium();
  return chromium ? vitest("vitest.e2e.config.ts", [], { CHROMIUM_PATH: chromium }) : false;
}

process.on("SIGINT", endAll);
process.on("SIGTERM", endAll);

await installPackages();
const filter = process.argv.slice(2);
if (filter.length > 0) await step("tests", () => vitest("vitest.config.ts", filter));
else await everything();
if (!summary()) process.exitCode = 1;
