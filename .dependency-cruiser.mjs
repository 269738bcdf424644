import { modules } from "./tools/modules.mjs";

const ROOMS = "^server/src/modules/";

/** Calls go up the list of rooms; news comes back down as events. */
const stairs = modules.map((name, i) => ({
  name: `${name}-calls-only-earlier-rooms`,
  severity: "error",
  from: { path: `${ROOMS}${name}/`, pathNot: "\\.test\\.ts$" },
  to: { path: `${ROOMS}(${modules.slice(i + 1).join("|") || "(?!)"})/` },
}));

export default {
  forbidden: [
    ...stairs,
    {
      name: "enter-by-the-door",
      comment: "Another room is reached through its index.ts and nothing else.",
      severity: "error",
      from: { path: `${ROOMS}([^/]+)/`, pathNot: "\\.test\\.ts$" },
      to: { path: `${ROOMS}([^/]+)/`, pathNot: [`${ROOMS}$1/`, `${ROOMS}[^/]+/index\\.ts$`] },
    },
    {
      name: "platform-stands-alone",
      severity: "error",
      from: { path: "^server/src/platform/", pathNot: "\\.test\\.ts$" },
      to: { path: ROOMS },
    },
    {
      name: "browser-and-server-meet-in-contract",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^server/" },
    },
    { name: "contract-is-pure", severity: "error", from: { path: "^contract/" }, to: { path: "^(server|web)/" } },
    {
      name: "design-system-knows-no-app",
      severity: "error",
      from: { path: "^web/ui/" },
      to: { path: "^web/(desk|my|widget)/" },
    },
    {
      name: "apps-stand-apart",
      severity: "error",
      from: { path: "^web/(desk|my|widget)/" },
      to: { path: "^web/(desk|my|widget)/", pathNot: ["^web/$1/"] },
    },
    {
      name: "product-knows-no-tests",
      severity: "error",
      from: { path: "^(server/src|contract|web)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "(^server/test/|^e2e/|\\.test\\.tsx?$)" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules)/" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  },
};
