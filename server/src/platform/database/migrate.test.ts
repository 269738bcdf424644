import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { query } from "../../../test/database-process.ts";
import { emptyDatabase } from "../../../test/empty-database.ts";
import { migrate } from "./migrate.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "splot-migrations-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
const colours =
  "create schema paint;\ncreate table paint.colour (name text);\ninsert into paint.colour values ('red;');";
const shades = "alter table paint.colour add column shade text;\nupdate paint.colour set shade = 'dark';";

it("applies each file once, in order", async () => {
  const url = await emptyDatabase();
  await write("0002-shades.sql", shades);
  await write("0001-colours.sql", colours);
  expect(await migrate(url, { folder })).toEqual(["0001-colours.sql", "0002-shades.sql"]);
  expect(await migrate(url, { folder })).toEqual([]);
  expect(await query(url, "select * from paint.colour")).toEqual([{ name: "red;", shade: "dark" }]);
});

it("brings the product's own tables and the job queue, and nothing to do the second time", async () => {
  const url = await emptyDatabase();
  expect(await migrate(url)).toContain("0001-platform.sql");
  expect(await migrate(url)).toEqual([]);
  await query(url, "select * from platform.event, graphile_worker.jobs");
});

it("lets processes that start at once wait for each other", async () => {
  const url = await emptyDatabase();
  await write("0001-colours.sql", `select pg_sleep(0.2);\n${colours}`);
  await write("0002-shades.sql", shades);
  const done = await Promise.all([1, 2, 3, 4].map(() => migrate(url, { folder })));
  expect(done.flat().sort()).toEqual(["0001-colours.sql", "0002-shades.sql"]);
});

it("takes a file as a whole or not at all, and says which statement failed", async () => {
  const url = await emptyDatabase();
  await write("0001-colours.sql", colours);
  await write("0002-shades.sql", `${shades}\nselect no_such_column from paint.colour;`);
  await expect(migrate(url, { folder })).rejects.toMatchObject({
    code: "database_migration_failed",
    message: expect.stringMatching(/0002-shades\.sql.*no_such_column/),
  });
  expect(await query(url, "select * from paint.colour")).toEqual([{ name: "red;" }]);
  await write("0002-shades.sql", shades);
  expect(await migrate(url, { folder })).toEqual(["0002-shades.sql"]);
});

it("refuses a file that was changed after it was applied", async () => {
  const url = await emptyDatabase();
  await write("0001-colours.sql", colours);
  await migrate(url, { folder });
  await write("0001-colours.sql", `${colours}\n-- a word`);
  await expect(migrate(url, { folder })).rejects.toMatchObject({ code: "database_changed_migration" });
});

it("refuses a database that a newer program has changed", async () => {
  const url = await emptyDatabase();
  await write("0001-colours.sql", colours);
  await write("0002-shades.sql", shades);
  await migrate(url, { folder });
  await rm(join(folder, "0002-shades.sql"));
  await expect(migrate(url, { folder })).rejects.toMatchObject({ code: "database_newer_than_program" });
});

it("refuses a new file that sorts before an applied one of its room", async () => {
  const url = await emptyDatabase();
  await write("0012-colours.sql", colours);
  await migrate(url, { folder });
  await write("0011-early.sql", "select 1;");
  await expect(migrate(url, { folder })).rejects.toMatchObject({ code: "database_migration_order" });
});

it("applies a new file of one room after higher numbers of another", async () => {
  const url = await emptyDatabase();
  await write("0010-colours.sql", colours);
  await write("0030-other.sql", "select 1;");
  await migrate(url, { folder });
  await write("0011-shades.sql", shades);
  expect(await migrate(url, { folder })).toEqual(["0011-shades.sql"]);
  expect(await migrate(url, { folder })).toEqual([]);
});

it("applies only the files that it is told", async () => {
  const url = await emptyDatabase();
  await write("0001-colours.sql", colours);
  await write("0002-shades.sql", shades);
  const only = ["0001-colours.sql"];
  expect(await migrate(url, { folder, only })).toEqual(only);
  expect(await migrate(url, { folder, only })).toEqual([]);
});
