import { type Kysely, sql } from "kysely";
import type pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { makeWorld } from "../../../test/world.ts";
import { silentLog } from "./log.ts";
import { openPool } from "./pool.ts";

const world = await makeWorld({ rooms: [] });
await world.rows("create schema probe");
await world.rows("create table probe.shelf (id int primary key)");
await world.rows("insert into probe.shelf values (1), (2), (3)");

const prepared = "select name, statement from pg_prepared_statements where name like 'splot%' order by prepare_time";
const OFTEN = 6;

function open(options: { prepare?: boolean; warn?: (data: object, text: string) => void } = {}): pg.Pool {
  const { warn, ...rest } = options;
  const log = { ...silentLog, ...(warn ? { warn } : {}) };
  const pool = openPool({ url: world.databaseUrl, name: "prepare test", max: 1, log, ...rest });
  onTestFinished(() => pool.end());
  return pool;
}

const often = async (work: () => Promise<unknown>) => {
  for (let n = 0; n < OFTEN; n++) await work();
};

test("a statement that comes often with values is prepared, by one name everywhere; others are not", async () => {
  const [pool, other] = [open(), open()];
  for (let n = 0; n < 10; n++) {
    for (const one of [pool, other])
      expect((await one.query("select $1::int + 1 as n", [n])).rows).toEqual([{ n: n + 1 }]);
    await pool.query(`select $1::int as n${n}`, [n]);
    await pool.query("select 1");
    await pool.query("select n from unnest($1::int[]) as n", [[n]]);
    await pool.query("select $1::int /* planned each time: says why */", [n]);
  }
  const { rows } = await pool.query(prepared);
  expect(rows).toMatchObject([{ statement: "select $1::int + 1 as n" }]);
  expect((await other.query(prepared)).rows).toEqual(rows);
});

test("nothing is prepared where the setting says so", async () => {
  const pool = open({ prepare: false });
  await often(() => pool.query("select $1::int", [1]));
  expect((await pool.query(prepared)).rows).toEqual([]);
});

test("connections do not prepare without end", async () => {
  const pool = open();
  for (let n = 0; n < 320; n++) for (let i = 0; i < 4; i++) await pool.query(`select $1::int as "n${n}"`, [n]);
  expect((await pool.query(prepared)).rowCount).toBe(300);
});

test("after its table changed a statement works on, and is prepared anew", async () => {
  const pool = open();
  const read = () => pool.query("select * from probe.shelf where id = $1", [1]);
  await often(read);
  await pool.query("alter table probe.shelf add place text");
  expect((await read()).rows).toEqual([{ id: 1, place: null }]);
  await often(read);
  expect((await pool.query(prepared)).rows.at(-1)?.statement).toMatch(/where id = \$1 \/\* 1 \*\/$/);
});

test("an operation does not notice that its statement was outdated", async () => {
  const read = () =>
    world.as({ kind: "anonymous" }, async ({ tx }) => {
      await sql`select 1`.execute(tx);
      return (await sql`select * from probe.shelf where id = ${2}`.execute(tx)).rows;
    });
  for (let n = 0; n < 40; n++) await Promise.all([read(), read()]);
  await world.rows("alter table probe.shelf add width int");
  expect(await read()).toEqual([{ id: 2, place: null, width: null }]);
});

test("a fault of the statement itself is told as it is", async () => {
  const pool = open();
  await often(() => pool.query("select 1 / $1::int", [1]));
  await expect(pool.query("select 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
});

test("a pooler that loses what was prepared is noticed, said once, and no longer asked to", async () => {
  const warnings: string[] = [];
  const pool = open({ warn: (_data, text) => void warnings.push(text) });
  for (let n = 0; n < 30; n++) {
    expect((await pool.query("select $1::int as n", [n])).rows).toEqual([{ n }]);
    await pool.query("deallocate all");
  }
  expect(warnings).toEqual([expect.stringContaining("DATABASE_PREPARE")]);
  await often(() => pool.query("select $1::int as n", [1]));
  expect((await pool.query(prepared)).rows).toEqual([]);
});

test("lists of any length are one statement", async () => {
  const db = world.house.db as unknown as Kysely<{ "probe.shelf": { id: number } }>;
  const shelf = db.selectFrom("probe.shelf").select("id").orderBy("id");
  expect(shelf.where("id", "in", [1, 3]).compile().sql).toBe(shelf.where("id", "in", [2]).compile().sql);
  expect(await shelf.where("id", "in", [1, 3]).execute()).toEqual([{ id: 1 }, { id: 3 }]);
  expect(await shelf.where("id", "not in", [1, 3]).execute()).toEqual([{ id: 2 }]);
  expect(await shelf.where("id", "in", []).execute()).toEqual([]);
  expect(await shelf.where("id", "in", shelf.where("id", ">", 1)).execute()).toEqual([{ id: 2 }, { id: 3 }]);
});
