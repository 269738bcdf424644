import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "splot-widget-"));
  const configFile = fileURLToPath(new URL("vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "silent", build: { outDir: folder, emptyOutDir: true } });
  script = readFileSync(join(folder, "widget.js"), "utf8");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the script with its styles and its three languages is at most 30 kB, packed", () => {
  const packed = readFileSync(join(folder, "widget.js.gz"));
  expect(packed.length).toBeLessThanOrEqual(30_000);
  expect(gunzipSync(packed).toString()).toBe(script);
  expect(brotliDecompressSync(readFileSync(join(folder, "widget.js.br"))).toString()).toBe(script);
});

test("the script brings no schema library and evaluates no text", () => {
  expect(script).not.toMatch(/ZodError|_zod/);
  expect(script).not.toMatch(/\beval\(|new Function|document\.write/);
});

test("no text of ours is ever taken for HTML", () => {
  const root = fileURLToPath(new URL("src/", import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  expect(files.filter((file) => /innerHTML|insertAdjacentHTML/i.test(readFileSync(join(root, file), "utf8")))).toEqual(
    [],
  );
});

test("the stylesheet for browsers without constructable ones is built beside it", () => {
  expect(readFileSync(join(folder, "widget.css"), "utf8")).toContain(".launcher");
});
