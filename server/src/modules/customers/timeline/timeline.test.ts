import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";
import { insertEvents } from "../../../platform/insert-events.ts";

const world = await makeWorld();
const agent = await world.member();
const start = Date.UTC(2026, 0, 1);
const system = { kind: "system", name: "test" } as const;

/** Views of pages, one a second: `"a a b"` is two of /a and one of /b; `!x` is a track call of that name. */
const visit = (customerId: string, pages: string, from = 0) =>
  world.as(system, (ctx) =>
    insertEvents(
      ctx,
      pages.split(" ").map((page, n) => ({
        customerId,
        at: new Date(start + (from + n) * 1000),
        name: page.startsWith("!") ? "track" : "page",
        channel: "web",
        data: page.startsWith("!") ? { event: page } : { properties: { path: `/${page}` } },
      })),
    ),
  );

/** The whole timeline, page by page, oldest last: `a×2` for two views as one. */
async function read(customerId: string, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await world.ok(contract.timeline, agent, { customerId, limit, ...(cursor ? { cursor } : {}) });
    pages.push(
      page.items.map(({ name, data, count }) => {
        const path = (data.properties as { path: string } | undefined)?.path.slice(1);
        return `${name === "page" ? path : (data.event ?? name)}${count > 1 ? `×${count}` : ""}`;
      }),
    );
    cursor = page.next;
  }
  return pages;
}

test("views of a page in a row are one entry, with the first and the last of them", async () => {
  const id = await world.customer();
  await visit(id, "a a b !x b b b");
  expect(await read(id, 50)).toEqual([["b×3", "!x", "b", "a×2"]]);
  const { items } = await world.ok(contract.timeline, agent, { customerId: id });
  expect(items[0]).toMatchObject({
    at: "2026-01-01T00:00:06.000Z",
    firstAt: "2026-01-01T00:00:04.000Z",
    count: 3,
    leafId: id,
  });
});

test("a page holds as many entries as asked for, whatever they stand for, and the next goes on after them", async () => {
  const id = await world.customer();
  await visit(id, `${"a ".repeat(30)}${"b ".repeat(40)}!x ${"c ".repeat(9)}d`);
  expect(await read(id, 2)).toEqual([["d", "c×9"], ["!x", "b×40"], ["a×30"]]);
  expect(await read(id, 1)).toEqual([["d"], ["c×9"], ["!x"], ["b×40"], ["a×30"]]);
});

test("nothing is lost or doubled of a page read three thousand times in a row", async () => {
  const id = await world.customer();
  await visit(id, "a ".repeat(3000).trim());
  const pages = await read(id, 10);
  expect(pages.flat().map((entry) => Number(entry.split("×")[1]))).toEqual([2000, 1000]);
});

test("entries of several leaves are one history in the order of their times", async () => {
  const [a, b] = [await world.customer(), await world.customer()];
  await visit(a, "!1 !2 !3", 0);
  await visit(b, "!4 !5 !6", 1);
  await world.ok(contract.merge, agent, { customerId: a, otherId: b });
  const flat = (await read(b, 2)).flat();
  expect(flat.slice(0, 2)).toEqual(["customer.merged", "!6"]);
  expect(
    flat
      .slice(2, 6)
      .map((entry) => entry.slice(1))
      .sort(),
  ).toEqual(["2", "3", "4", "5"]);
  expect(flat.at(-1)).toBe("!1");
});

test("views of one page on two leaves fold together", async () => {
  const [a, b] = [await world.customer(), await world.customer()];
  await visit(a, "a a", 0);
  await visit(b, "a a", 2);
  await world.ok(contract.merge, agent, { customerId: a, otherId: b });
  expect((await read(a, 50))[0]!.slice(1)).toEqual(["a×4"]);
});

test("what makes a page the same is its name and path, wherever the sender put it", async () => {
  const id = await world.customer();
  const views = [
    { properties: { path: "/a" } },
    { context: { page: { path: "/a" } }, properties: { title: "A" } },
    { name: "A", properties: { path: "/a" } },
    { properties: { url: "https://x.example/b" } },
    { properties: { url: "https://x.example/b" } },
    { properties: "none" },
  ];
  await world.as(system, (ctx) =>
    insertEvents(
      ctx,
      views.map((data, n) => ({ customerId: id, at: new Date(start + n), name: "page", channel: "web", data })),
    ),
  );
  const { items } = await world.ok(contract.timeline, agent, { customerId: id });
  expect(items.map(({ count }) => count)).toEqual([1, 2, 1, 2]);
});

test("what was read is written down, and a customer who does not exist is not found", async () => {
  const id = await world.customer();
  await read(id, 50);
  const rows = await world.rows("select action from staff.audit_entry where customer_id = $1", id);
  expect(rows).toEqual([{ action: "viewed.timeline" }]);
  expect(await world.call(contract.timeline, agent, { customerId: agent.id })).toMatchObject({ code: "not_found" });
});
