import { expect, test } from "vitest";
import { earlyCalls, replay, type Splot } from "./facade.ts";

function recorder() {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      if (args[0] === "throw") throw new Error("bad arguments");
      calls.push([name, ...args]);
    };
  const names = ["track", "page", "identify", "reset", "open", "close", "show", "hide"];
  return { calls, splot: Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as Splot };
}

function argumentsOf(..._: unknown[]) {
  // biome-ignore lint/complexity/noArguments: pages queue the arguments object, as with other trackers' snippets.
  return arguments;
}

test("calls made before the script came are made in their order", () => {
  const { calls, splot } = recorder();
  replay(earlyCalls({ q: [argumentsOf("track", "Seen", { a: 1 }), ["open"]] }), splot);
  expect(calls).toEqual([["track", "Seen", { a: 1 }], ["open"]]);
});

test("nonsense in the queue harms nobody", () => {
  const { calls, splot } = recorder();
  replay(earlyCalls([["__defineGetter__", "hide", () => null], null, 7, "x", ["track", "throw"], [], ["hide"]]), splot);
  expect(calls).toEqual([["hide"]]);
  for (const before of [undefined, null, 5, {}, { q: 1 }]) expect(earlyCalls(before)).toEqual([]);
});
