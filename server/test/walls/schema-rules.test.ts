import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { modules } from "../../../tools/modules.mjs";
import { makeWorld } from "../world.ts";

const lint = readFileSync(new URL("distribution-lint.sql", import.meta.url), "utf8");
const world = await makeWorld({ rooms: [] });
const problems = (schemas: readonly string[]) => world.rows<{ relname: string; problem: string }>(lint, schemas);

test("all our tables follow the rules of distribution", async () => {
  const schemas = ["platform", ...modules];
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>(
    "select count(*) from pg_tables where schemaname = any($1)",
    schemas,
  );
  expect(count).toBeGreaterThan(30);
  expect(await problems(schemas)).toEqual([]);
});

test("no table lies outside a room", async () => {
  const known = ["platform", "graphile_worker", "pg_catalog", "information_schema", ...modules];
  expect(await world.rows("select schemaname, tablename from pg_tables where schemaname <> all($1)", known)).toEqual(
    [],
  );
});

/** Each bad table with a word of the complaint that it must draw; `good` ones draw none. */
const cases: [name: string, ddl: string[], complaint: string | null][] = [
  [
    "good",
    [
      "create table w.good (customer_id uuid not null, id uuid not null, primary key (customer_id, id))",
      "comment on table w.good is '@dist customer_id'",
    ],
    null,
  ],
  [
    "child",
    [
      "create table w.child (customer_id uuid not null, id uuid not null, good_id uuid, primary key (customer_id, id), foreign key (customer_id, good_id) references w.good (customer_id, id))",
      "comment on table w.child is '@dist customer_id'",
    ],
    null,
  ],
  ["ref", ["create table w.ref (id int primary key)", "comment on table w.ref is '@reference'"], null],
  ["loc", ["create table w.loc (id int primary key)", "comment on table w.loc is '@local'"], null],
  ["dir1", ["create table w.dir1 (id uuid primary key)", "comment on table w.dir1 is '@dist id'"], null],
  ["nocomment", ["create table w.nocomment (id int primary key)"], "no placement"],
  [
    "nopk",
    ["create table w.nopk (customer_id uuid not null)", "comment on table w.nopk is '@dist customer_id'"],
    "no primary key",
  ],
  [
    "badpk",
    [
      "create table w.badpk (customer_id uuid not null, id uuid not null, primary key (id, customer_id))",
      "comment on table w.badpk is '@dist customer_id'",
    ],
    "first column",
  ],
  [
    "nullable",
    [
      "create table w.nullable (customer_id uuid, id uuid primary key)",
      "comment on table w.nullable is '@dist customer_id'",
    ],
    "nullable",
  ],
  [
    "missing",
    ["create table w.missing (id uuid primary key)", "comment on table w.missing is '@dist customer_id'"],
    "column missing",
  ],
  [
    "baduniq",
    [
      "create table w.baduniq (customer_id uuid not null, id uuid not null, number int unique, primary key (customer_id, id))",
      "comment on table w.baduniq is '@dist customer_id'",
    ],
    "lacks shard column",
  ],
  [
    "fklocal",
    [
      "create table w.fklocal (customer_id uuid not null, id uuid not null, loc int references w.loc, primary key (customer_id, id))",
      "comment on table w.fklocal is '@dist customer_id'",
    ],
    "distributed -> local",
  ],
  [
    "fkin",
    [
      "create table w.fkin (id int primary key, customer_id uuid, gid uuid, foreign key (customer_id, gid) references w.good (customer_id, id))",
      "comment on table w.fkin is '@local'",
    ],
    "local -> distributed",
  ],
  [
    "fkdir",
    [
      "create table w.fkdir (customer_id uuid not null, id uuid not null, d uuid references w.dir1, primary key (customer_id, id))",
      "comment on table w.fkdir is '@dist customer_id'",
    ],
    "not co-located",
  ],
  [
    "fknull",
    [
      "create table w.fknull (customer_id uuid not null, id uuid not null, gid uuid, primary key (customer_id, id), foreign key (customer_id, gid) references w.good (customer_id, id) on delete set null)",
      "comment on table w.fknull is '@dist customer_id'",
    ],
    "SET NULL",
  ],
  [
    "small",
    [
      "create table w.small (id int generated always as identity primary key)",
      "comment on table w.small is '@reference'",
    ],
    "smaller than bigint",
  ],
  [
    "trig",
    [
      "create table w.trig (id int primary key)",
      "comment on table w.trig is '@reference'",
      "create function w.f() returns trigger language plpgsql as 'begin return new; end'",
      "create trigger t before insert on w.trig for each row execute function w.f()",
    ],
    "trigger",
  ],
  [
    "heir",
    [
      "create table w.heir () inherits (w.good)",
      "alter table w.heir add primary key (customer_id, id)",
      "comment on table w.heir is '@dist customer_id'",
    ],
    "inheritance",
  ],
];

test("the rules see each bad table, and only those", async () => {
  await world.rows("create schema w");
  for (const [, statements] of cases) for (const statement of statements) await world.rows(statement);
  const found = await problems(["w"]);
  for (const [name, , complaint] of cases) {
    const mine = found.filter((row) => row.relname === `w.${name}`).map((row) => row.problem);
    if (complaint === null) expect(mine, name).toEqual([]);
    else expect(mine.join("; "), name).toContain(complaint);
  }
});

afterAll(() => world.rows("drop schema if exists w cascade"));
