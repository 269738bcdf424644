import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const MOST = 400;
const root = new URL("../../../", import.meta.url).pathname;
const ours = "{contract,server,web,e2e,bench,tools}/**/*.{ts,tsx,mjs,css,sql}";

test(`no source file has more than ${MOST} lines`, () => {
  const files = globSync(ours, { cwd: root, exclude: ["**/node_modules/**", "**/dist/**"] });
  expect(files.length).toBeGreaterThan(300);
  const lines = (file: string) => readFileSync(`${root}${file}`, "utf8").split("\n").length - 1;
  expect(files.map((file) => [file, lines(file)] as const).filter(([, count]) => count > MOST)).toEqual([]);
});
