import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, textOf } from "./hash.mjs";
import { pinnedNode, root, run, say } from "./run.mjs";

const stamp = "node_modules/.splot-screens";
const builder = "tools/build.mjs";
const sources = ["web", "contract", "package-lock.json", builder];

/** Builds the screens unless their sources are those of the last build; says whether they are there. */
export async function buildScreens() {
  if (!existsSync(join(root, builder))) return true;
  const wanted = hashOf(sources);
  if (textOf(stamp) === wanted) return true;
  say("building the screens");
  const { code } = await run(pinnedNode, [builder]);
  if (code === 0) writeFileSync(join(root, stamp), wanted);
  return code === 0;
}
