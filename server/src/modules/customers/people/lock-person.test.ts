import { expect, test, vi } from "vitest";
import { makeWorld } from "../../../../test/world.ts";
import { joinPeople } from "../merging/join-people.ts";
import { lockPeople, lockPerson } from "./lock-person.ts";

const world = await makeWorld();
const system = { kind: "system", name: "test" } as const;

/** Merges two while `others` begins and has to wait, and answers what that became. */
async function duringMerge<T>(leaves: readonly [string, string], others: () => Promise<T>): Promise<T> {
  let waiting: Promise<T> | undefined;
  await world.as(system, async (ctx) => {
    await joinPeople(ctx, ...leaves, "staff");
    waiting = others();
    await vi.waitFor(async () => {
      const { rows } = await world.pool.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      expect(rows).toHaveLength(1);
    });
  });
  return waiting!;
}

test.each([0, 1])("whoever waited for a person that was merged meanwhile holds the one it became", async (side) => {
  const leaves = [await world.customer(), await world.customer()] as const;
  const locked = await duringMerge(leaves, () => world.as(system, (ctx) => lockPerson(ctx, leaves[side]!)));
  expect(locked).toBe(leaves[0]);
});

test.each([0, 1])("the same of several people, whichever of their leaves is named", async (named) => {
  const leaves = [await world.customer(), await world.customer()] as const;
  const [third, more] = [await world.customer(), await world.customer()];
  await world.as(system, (ctx) => joinPeople(ctx, third, more, "staff"));
  const one = [third, more][named]!;
  const people = await duringMerge(leaves, () => world.as(system, (ctx) => lockPeople(ctx, [one, leaves[1]])));
  expect(people).toEqual(
    new Map([
      [one, third],
      [leaves[1], leaves[0]],
    ]),
  );
});

test("a person is locked by its canonical leaf, under whichever leaf it is named", async () => {
  const [a, b] = [await world.customer(), await world.customer()];
  await world.as(system, (ctx) => joinPeople(ctx, a, b, "staff"));
  const free = () => world.rows("select id from customers.leaf where id = any($1) for update skip locked", [a, b]);
  await world.as(system, async (ctx) => {
    expect(await lockPerson(ctx, b)).toBe(a);
    expect(await free()).toEqual([{ id: b }]);
  });
  expect(await free()).toHaveLength(2);
});

test("nobody is no person", async () => {
  const nobody = "01900000-0000-7000-8000-000000000000";
  await expect(world.as(system, (ctx) => lockPerson(ctx, nobody))).rejects.toMatchObject({ code: "not_found" });
  expect(await world.as(system, (ctx) => lockPeople(ctx, [nobody]))).toEqual(new Map());
});
