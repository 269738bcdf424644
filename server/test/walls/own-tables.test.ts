import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { modules } from "../../../tools/modules.mjs";
import { strangers } from "./own-tables.ts";

const src = new URL("../../src/", import.meta.url);
const schemas = ["platform", "graphile_worker", ...modules];

const sources = (folder: string): [string, string][] =>
  readdirSync(new URL(folder, src), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => [`${folder}${file}`, readFileSync(new URL(`${folder}${file}`, src), "utf8")]);

test.each(modules)("%s names no table but its own", (room) => {
  const files = sources(`modules/${room}/`);
  expect(files.length).toBeGreaterThan(3);
  expect(
    files.flatMap(([file, text]) => strangers(text, room, schemas).map((schema) => `${file} names ${schema}`)),
  ).toEqual([]);
});

test("the platform names no table of a room", () => {
  const files = sources("platform/");
  expect(
    files.flatMap(([file, text]) => strangers(text, "platform", modules).map((schema) => `${file} names ${schema}`)),
  ).toEqual([]);
});

test.each([
  ["SQL text", "sql`select 1 from staff.member`"],
  ["SQL over lines", "sql`select 1\n  from a join\n  staff.member m on true`"],
  ["a quoted name", 'sql`delete from "staff"."member"`'],
  ["Kysely", 'db(ctx).selectFrom("staff.member as m")'],
  ["a join in Kysely", '.leftJoin("staff.member", "a", "b")'],
  ["several tables", '.selectFrom(["staff.member", "x"])'],
  ["a write", "sql`insert into staff.member values (1)`"],
  ["a change", "sql`update staff.member set a = 1`"],
])("sees a stranger's table in %s", (_, text) => {
  expect(strangers(text, "customers", schemas)).toEqual(["staff"]);
  expect(strangers(text, "staff", schemas)).toEqual([]);
});
