import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const house = mkdtempSync(join(tmpdir(), "splot-walls-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

const sound: Record<string, string> = {
  "contract/staff.ts": "export const a = 1;",
  "server/src/platform/ctx.ts": "export const ctx = 1;",
  "server/src/modules/staff/index.ts": 'import { ctx } from "../../platform/ctx.ts";\nexport const staff = ctx;',
  "server/src/modules/staff/inner.ts": "export type Inner = string;\nexport const inner = 1;",
  "server/src/modules/customers/index.ts":
    'import { staff } from "../staff/index.ts";\nexport const customers = staff;',
  "web/ui/src/a.ts": "export const ui = 1;",
  "web/desk/src/a.ts": 'import { ui } from "../../ui/src/a.ts";\nexport const desk = ui;',
};

/** Cruise the sound little house with these files changed; answers the exit code and what was said. */
function cruise(changed: Record<string, string>): { ok: boolean; said: string } {
  rmSync(house, { recursive: true, force: true });
  mkdirSync(house);
  for (const file of [".dependency-cruiser.mjs", "tsconfig.json", "tools"])
    cpSync(join(root, file), join(house, file), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  for (const [path, text] of Object.entries({ ...sound, ...changed })) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const command = [
    join(root, "node_modules/.bin/depcruise"),
    "contract",
    "server",
    "web",
    "--config",
    ".dependency-cruiser.mjs",
  ];
  try {
    return { ok: true, said: execFileSync(process.execPath, command, { cwd: house, encoding: "utf8" }) };
  } catch (error) {
    return { ok: false, said: String((error as { stdout: string }).stdout) };
  }
}

test("a sound house passes, and its modules are really seen", () => {
  const { ok, said } = cruise({});
  expect(said).toContain("7 modules");
  expect(ok).toBe(true);
});

test.each([
  [
    "a call down the stair",
    {
      "server/src/modules/staff/bad.ts":
        'import { customers } from "../customers/index.ts";\nexport const x = customers;',
    },
    "staff-calls-only-earlier-rooms",
  ],
  [
    "a type taken down the stair",
    {
      "server/src/modules/staff/bad.ts":
        'import type { customers } from "../customers/index.ts";\nexport type X = typeof customers;',
    },
    "staff-calls-only-earlier-rooms",
  ],
  [
    "a way past the door",
    { "server/src/modules/customers/bad.ts": 'import { inner } from "../staff/inner.ts";\nexport const x = inner;' },
    "enter-by-the-door",
  ],
  [
    "a type past the door",
    {
      "server/src/modules/customers/bad.ts": 'import type { Inner } from "../staff/inner.ts";\nexport type X = Inner;',
    },
    "enter-by-the-door",
  ],
  [
    "the platform leaning on a room",
    { "server/src/platform/bad.ts": 'import { staff } from "../modules/staff/index.ts";\nexport const x = staff;' },
    "platform-stands-alone",
  ],
  [
    "the browser reaching into the server",
    { "web/desk/src/bad.ts": 'import { ctx } from "../../../server/src/platform/ctx.ts";\nexport const x = ctx;' },
    "browser-and-server-meet-in-contract",
  ],
  [
    "a contract that knows the server",
    { "contract/bad.ts": 'import { ctx } from "../server/src/platform/ctx.ts";\nexport const x = ctx;' },
    "contract-is-pure",
  ],
  [
    "a design system that knows an app",
    { "web/ui/src/bad.ts": 'import { desk } from "../../desk/src/a.ts";\nexport const x = desk;' },
    "design-system-knows-no-app",
  ],
  [
    "an app within another",
    { "web/widget/src/bad.ts": 'import { desk } from "../../desk/src/a.ts";\nexport const x = desk;' },
    "apps-stand-apart",
  ],
  [
    "a cycle",
    {
      "contract/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;',
      "contract/b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;',
    },
    "no-cycles",
  ],
  [
    "a cycle of types only",
    {
      "contract/a.ts": 'import type { B } from "./b.ts";\nexport type A = B;',
      "contract/b.ts": 'import type { A } from "./a.ts";\nexport type B = A[];',
    },
    "no-cycles",
  ],
])("%s is refused", (_, changed, rule) => {
  const { ok, said } = cruise(changed as Record<string, string>);
  expect(said).toContain(rule);
  expect(ok).toBe(false);
});
