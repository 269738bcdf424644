import { expect, test } from "vitest";
import { Shelf } from "./shelf.ts";
import { browserStorage, memoryStorage } from "./storage.ts";

const refusing = (): Storage => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

test("where the browser refuses storage, memory takes its place", () => {
  const storage = browserStorage(refusing);
  storage.set("a", "1");
  expect(storage.get("a")).toBe("1");
  expect(storage.keys()).toEqual(["a"]);
  storage.remove("a");
  expect(storage.get("a")).toBeNull();
});

test("a full storage keeps what it has; what did not fit is remembered by the page", () => {
  const kept = new Map([["old", "1"]]);
  let full = true;
  const local = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (key: string) => kept.delete(key),
  };
  const storage = browserStorage(() => local as unknown as Storage);
  storage.set("old", "2");
  expect(storage.get("old")).toBe("2");
  full = false;
  storage.set("old", "3");
  expect([storage.get("old"), kept.get("old")]).toEqual(["3", "3"]);
});

test("a shelf is in order of time, drops the oldest beyond its limit and what it cannot read", () => {
  const storage = memoryStorage();
  const shelf = new Shelf<{ id: string; at: number }>(storage, "s.", 3);
  storage.set("s.broken", "{");
  storage.set("s.other", '{"id":"somebody-else","at":1}');
  storage.set("elsewhere", "1");
  for (const [id, at] of [
    ["a", 3],
    ["b", 1],
    ["c", 2],
  ] as const)
    shelf.put({ id, at });
  expect(shelf.all().map((one) => one.id)).toEqual(["b", "c", "a"]);
  shelf.put({ id: "d", at: 4 });
  expect(shelf.all().map((one) => one.id)).toEqual(["c", "a", "d"]);
  expect(storage.get("elsewhere")).toBe("1");
});
