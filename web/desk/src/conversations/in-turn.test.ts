import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

/** A server that counts versions and refuses all but the newest. */
function server() {
  let version = 1;
  const change = async (known: number) => {
    await new Promise((next) => setImmediate(next));
    if (known !== version) throw new Error(`conflict: ${known} is not ${version}`);
    version += 1;
    return { version };
  };
  return { change };
}

test("two quick changes of one thing are no conflict; only the latter is the last", async () => {
  const { change } = server();
  const done = await Promise.all([inTurn("a", 1, change), inTurn("a", 1, change)]);
  expect(done.map(({ made, last }) => [made.version, last])).toEqual([
    [2, false],
    [3, true],
  ]);
});

test("different things do not wait for each other", async () => {
  const never = new Promise<{ version: number }>(() => {});
  void inTurn("slow", 1, () => never);
  expect((await inTurn("quick", 1, server().change)).last).toBe(true);
});

test("after a refusal the next change builds on what it knows", async () => {
  const { change } = server();
  const refused = inTurn("b", 1, () => Promise.reject(new Error("no")));
  const next = inTurn("b", 1, change);
  await expect(refused).rejects.toThrow("no");
  expect((await next).made.version).toBe(2);
});
