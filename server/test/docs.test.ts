import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Every text for people in the repository, by its path from the root. */
const documents = ["docs", "server/src", "web"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  )
  .concat(readdirSync(root))
  .filter((path) => path.endsWith(".md") && !path.includes("node_modules"))
  .sort();

const fences = /^```(\S*)(?: (\S+))?\n([\s\S]*?)^```$/gm;
const withoutCode = (text: string): string => text.replace(fences, "");

const folders = ["contract", "server", "web", "tools", "docs", "e2e", "bench"].filter((name) =>
  existsSync(join(root, name)),
);
/** All files and folders (with a slash at the end) of the repository, each with a slash before. */
const present = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).map(
      (entry) => `/${relative(root, join(entry.parentPath, entry.name))}${entry.isDirectory() ? "/" : ""}`,
    ),
  )
  .filter((path) => !path.includes("/node_modules/"))
  .concat(readdirSync(root).map((name) => `/${name}`))
  .concat(folders.map((name) => `/${name}/`));

/** Words in backticks that name a file or folder: by its path, or by the end of it where the context says the rest. */
const pathsIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1]!)
    .filter((word) => /^[\w.-]+(?:\/[\w.-]+)*(?:\/|\.(?:tsx?|m?js|sql|json|md))$/.test(word) && !/^NNNN/.test(word));

const isThere = (path: string): boolean => {
  const word = `/${path}`;
  const fromRoot = /^(?:contract|server|web|tools|docs|e2e|bench)\//.test(path);
  return fromRoot
    ? present.includes(word) || present.includes(`${word}/`)
    : present.some((other) => other.endsWith(word));
};

const linksIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!).filter((to) => !/^\w+:/.test(to));

/** The anchors of a page as hosts of Markdown make them from its headings. */
const anchorsOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );

test("the documents are found", () => {
  expect(documents).toEqual(expect.arrayContaining(["README.md", "docs/ARCHITECTURE.md", "docs/guides/settings.md"]));
});

test.each(documents)("what %s names exists", (document) => {
  const text = read(document);
  expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
  const broken = linksIn(text).filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? document : relative(root, join(root, dirname(document), path));
    if (target !== "" && !existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
  });
  expect(broken).toEqual([]);
});

const excerpts = documents.flatMap((document) =>
  [...read(document).matchAll(fences)]
    .filter(([, , path]) => path !== undefined)
    .map(([, , path, code]) => ({
      document,
      path: path!,
      lines: code!.split("\n").filter((line) => line.trim() !== ""),
    })),
);

test("there are excerpts, and one file is quoted only once", () => {
  expect(excerpts.length).toBeGreaterThan(10);
  expect(new Set(excerpts.map(({ path }) => path)).size).toBe(excerpts.length);
});

test.each(excerpts)("$document quotes $path as it is", ({ path, lines }) => {
  const source = read(path).split("\n");
  let at = 0;
  const strange = lines.filter((line) => {
    if (line.trim() === "…") return false;
    const found = source.findIndex((own, i) => i >= at && isAs(own, line));
    if (found >= 0) at = found + 1;
    return found < 0;
  });
  expect(strange).toEqual([]);
});

/** The same line; one that ends in … is the beginning of one. */
const isAs = (own: string, quoted: string): boolean =>
  quoted.endsWith("…") ? own.startsWith(quoted.slice(0, -1).trimEnd()) : own === quoted;

test("commands that the documents give exist", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = documents.flatMap((document) =>
    [...read(document).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map((match) => match[1] ?? match[2]!),
  );
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});
