import { expect, test } from "vitest";
import { makeWorld } from "../../test/world.ts";
import { staff } from "../modules/staff/index.ts";
import { alone } from "./alone.ts";

const world = await makeWorld({ rooms: [staff] });

test("of several at once one works, the next waits for it, also after one that failed", async () => {
  const seen: string[] = [];
  const work = (name: string, fails = false) =>
    alone(world.house, 4_711, async () => {
      seen.push(`${name} begins`);
      await world.rows("select pg_sleep(0.05)");
      seen.push(`${name} ends`);
      if (fails) throw new Error("broke off");
      return name;
    });
  const answers = await Promise.allSettled([work("a"), work("b", true), work("c")]);
  expect(answers.map((answer) => answer.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(seen).toHaveLength(6);
  for (let i = 0; i < 6; i += 2) expect(seen[i + 1]).toBe(seen[i]!.replace("begins", "ends"));
});
