import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, statSync } from "node:fs";
import fs, { type FileHandle, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { DiskStore } from "./store.ts";

const root = mkdtempSync(join(tmpdir(), "splot-store-"));
afterAll(() => rm(root, { recursive: true }));
const store = new DiskStore(root);
const filesIn = (): string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(root, name)).isFile());
const pathOf = (key: string): string => join(root, key.slice(0, 2), key.slice(2, 4), key);

test("what is stored is read back, under a key that says nothing of it", async () => {
  const content = Buffer.from("zażółć gęślą jaźń ".repeat(10_000));
  const stored = await store.put(Readable.from([content.subarray(0, 7), content.subarray(7)]));
  expect(stored).toMatchObject({ size: content.length, sha256: createHash("sha256").update(content).digest("hex") });
  expect(stored.key).toMatch(/^[a-z2-9]{26}$/);
  expect(await buffer(await store.read(stored.key))).toEqual(content);
  expect((await store.put(content)).key).not.toBe(stored.key);
  expect(statSync(pathOf(stored.key)).mode & 0o777).toBe(0o600);
});

test("bytes, name and new folders are flushed, in this order, before it counts as stored", async () => {
  const probe = await fs.open(root, "r");
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  const { sync } = prototype;
  const flushed: ("file" | "folder")[] = [];
  prototype.sync = async function (this: FileHandle) {
    flushed.push((await this.stat()).isFile() ? "file" : "folder");
    return sync.call(this);
  };
  try {
    await new DiskStore(join(root, "fresh")).put(Buffer.from("x"));
  } finally {
    prototype.sync = sync;
  }
  // The file; then `ab/cd`, `ab`, the store's own folder and the one it lies in.
  expect(flushed).toEqual(["file", "folder", "folder", "folder", "folder"]);
});

test("content that breaks off leaves nothing", async () => {
  const before = filesIn();
  async function* broken() {
    yield Buffer.from("half");
    throw new Error("the line broke");
  }
  await expect(store.put(Readable.from(broken()))).rejects.toThrow("the line broke");
  expect(filesIn()).toEqual(before);
});

test("removing twice is removing", async () => {
  const { key } = await store.put(Buffer.from("x"));
  await store.remove(key);
  await store.remove(key);
  await expect(store.read(key)).rejects.toMatchObject({ code: "ENOENT" });
});

test.each(["../../etc/passwd", "", "a".repeat(25), `${"a".repeat(26)}/x`, "A".repeat(26)])(
  "%j is not a key",
  async (key) => {
    await expect(store.read(key)).rejects.toThrow("not a key of this store");
    await expect(store.remove(key)).rejects.toThrow("not a key of this store");
  },
);

test("keys are listed by age, those of uploads that a crash cut off too, and strange files never", async () => {
  const [old, young, cut] = [
    await store.put(Buffer.from("1")),
    await store.put(Buffer.from("2")),
    await store.put(Buffer.from("3")),
  ];
  await fs.rename(pathOf(cut.key), `${pathOf(cut.key)}.part`);
  await writeFile(join(root, "notes.txt"), "a person's");
  const long = new Date("2020-01-01");
  for (const path of [pathOf(old.key), `${pathOf(cut.key)}.part`, join(root, "notes.txt")])
    await utimes(path, long, long);
  const keys: string[] = [];
  for await (const key of store.list(new Date("2021-01-01"))) keys.push(key);
  expect(keys.sort()).toEqual([old.key, cut.key].sort());
  expect(keys).not.toContain(young.key);
  await store.remove(cut.key);
  expect(filesIn().some((name) => name.endsWith(".part"))).toBe(false);
  for await (const _ of new DiskStore(join(root, "missing")).list(new Date()))
    throw new Error("an empty store has no keys");
});
