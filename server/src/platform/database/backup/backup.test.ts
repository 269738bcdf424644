import { existsSync } from "node:fs";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import pg from "pg";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { query } from "../../../../test/database-process.ts";
import { emptyDatabase } from "../../../../test/empty-database.ts";
import { DiskStore } from "../../files/store.ts";
import { migrate, readMigrations } from "../migrate.ts";
import { isEmptyDatabase, listTables, tableName } from "./catalogue.ts";
import { readManifest, storedPath } from "./manifest.ts";
import { restoreBackup } from "./restore.ts";
import { saveBackup } from "./save.ts";

const branch = "01890000-0000-7000-8000-000000000001";
const member = "01890000-0000-7000-8000-000000000002";
let folder: string;
let url: string;
let client: pg.Client;

const filesDir = () => join(folder, "files");
const backup = () => join(folder, "backup");
const save = () => saveBackup({ url, filesDir: filesDir(), target: backup() });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "splot-backup-"));
  url = await emptyDatabase();
  await migrate(url);
  client = await connect(url);
  await fill();
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function connect(address: string): Promise<pg.Client> {
  const opened = new pg.Client({ connectionString: address });
  opened.on("error", () => undefined);
  await opened.connect();
  onTestFinished(() => opened.end());
  return opened;
}

/** Rows of every kind that text could spoil, rows that refer to others, a job in hand, two files. */
async function fill(): Promise<void> {
  await client.query(
    `insert into platform.event (customer_id, at, id, name, actor, channel, received_at, data)
     select gen_random_uuid(), now() - n * interval '1.000001 s', gen_random_uuid(), E'tab\\t new\\nline \\\\N \\\\. \\r"''' || n,
       'zażółć ș 🎈', nullif(n % 2, 0)::text, now(), jsonb_build_object('n', n, 'text', E'\\\\ \\n')
     from generate_series(1, 5000) n`,
  );
  await client.query(
    "delete from staff.role_permission where permission = (select min(permission) from staff.role_permission)",
  );
  await client.query("insert into staff.branch values ($1, 'Łódź', 'Łódź', 'PL', 'Europe/Warsaw')", [branch]);
  await client.query(
    `insert into staff.member (id, email, name, languages, locale, role, branch_id, created_at)
     values ($1, 'ola@example.com', 'Ola', '{pl,ro}', 'pl', 'agent', $2, now())`,
    [member, branch],
  );
  await client.query(
    "select graphile_worker.add_job('sweep', '{\"a\": 1}', queue_name := 'q', job_key := 'k' || n) from generate_series(1, 3) n",
  );
  await client.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker' where key = 'k1'",
  );
  for (const text of ["first", "second"]) await storeFile(text, "message:1");
}

async function storeFile(text: string, owner: string | null): Promise<string> {
  const stored = await new DiskStore(filesDir()).put(Buffer.from(text));
  await client.query(
    `insert into platform.file (id, store_key, name, type, size, sha256, created_by, created_at, owner)
     values (gen_random_uuid(), $1, $2, 'text/plain', $3, $4, 'test', now(), $5)`,
    [stored.key, text, stored.size, stored.sha256, owner],
  );
  return stored.key;
}

/** Every row of every table as text, by table; without who holds a job. */
async function contents(address: string): Promise<Record<string, unknown>> {
  const reader = await connect(address);
  const all: Record<string, unknown> = {};
  for (const table of await listTables(reader)) {
    const columns = table.columns.filter((column) => !/^locked_/.test(column)).join(", ");
    const rows = `(select ${columns} from ${tableName(reader, table)}) as r`;
    const found = await reader.query(`select r::text as row from ${rows} order by 1`);
    all[`${table.schema}.${table.name}`] = found.rows.map(({ row }) => row);
  }
  return all;
}

it("brings every row, sequence and file back in an empty database and folder", async () => {
  await save();
  const [target, files] = [await emptyDatabase(), join(folder, "restored")];
  await restoreBackup({ source: backup(), url: target, filesDir: files });

  const restored = await contents(target);
  expect(restored).toEqual(await contents(url));
  expect(restored["platform.event"]).toHaveLength(5000);
  const keys = await query(url, "select store_key, name from platform.file");
  for (const { store_key, name } of keys) {
    expect(await readFile(storedPath(files, String(store_key)), "utf8")).toBe(name);
  }
  expect(keys).toHaveLength(2);
});

it("leaves a database that works on: keys guard it, jobs are free and get new numbers, nothing is to migrate", async () => {
  await save();
  const target = await emptyDatabase();
  await restoreBackup({ source: backup(), url: target, filesDir: join(folder, "restored") });
  await expect(query(target, `delete from staff.branch where id = '${branch}'`)).rejects.toMatchObject({
    code: "23503",
  });
  expect(await query(target, "select key from graphile_worker.jobs where locked_at is not null")).toEqual([]);
  const last = await query(target, "select max(id) as id from graphile_worker.jobs");
  const [added] = await query(target, "select id from graphile_worker.add_job('sweep')");
  expect(Number(added?.id)).toBeGreaterThan(Number(last[0]?.id));
  expect(await migrate(target)).toEqual([]);
});

it.each([
  ["that had the first file only", (names: string[]) => names.slice(0, 1)],
  ["whose files of one room were fewer", (names: string[]) => names.filter((name) => !/^001/.test(name))],
])("brings the backup of an earlier program %s up to date", async (_, had) => {
  const earlier = await emptyDatabase();
  const names = (await readMigrations()).map((file) => file.name);
  const only = had(names);
  await migrate(earlier, { only });
  await query(earlier, "insert into platform.company (name) values ('Domowa')");
  await saveBackup({ url: earlier, filesDir: filesDir(), target: backup() });
  const target = await emptyDatabase();
  await restoreBackup({ source: backup(), url: target, filesDir: join(folder, "restored") });
  expect(await query(target, "select name from platform.company")).toEqual([{ name: "Domowa" }]);
  const applied = await query(target, "select name from platform.migration order by name");
  expect(applied.map(({ name }) => name)).toEqual(names);
  expect(only.length).toBeLessThan(names.length);
});

it("saves one moment of a database that is being written", async () => {
  await client.query("delete from platform.event");
  let writing = true;
  // Each transaction writes one row in either table, so at every moment they hold the same number.
  const writer = (async () => {
    const other = await connect(url);
    while (writing) {
      await other.query("begin");
      await other.query(
        `insert into platform.company_event (id, at, name, actor, data) values (gen_random_uuid(), now(), 'x', 'x', '{}')`,
      );
      await other.query(
        `insert into platform.event (customer_id, at, id, name, actor, received_at, data)
         values (gen_random_uuid(), now(), gen_random_uuid(), 'x', 'x', now(), '{}')`,
      );
      await other.query("commit");
    }
  })();
  const saved = await save();
  writing = false;
  await writer;
  const rows = (name: string) => saved.tables.find((table) => table.schema === "platform" && table.name === name)?.rows;
  expect(rows("event")).toBe(rows("company_event"));
});

it("copies no bytes without a row, and names the rows whose bytes are gone", async () => {
  await new DiskStore(filesDir()).put(Buffer.from("nobody's"));
  const lost = await storeFile("lost", "message:2");
  const unowned = await storeFile("given up", null);
  for (const key of [lost, unowned]) await rm(storedPath(filesDir(), key));
  const saved = await save();
  expect(saved.files).toMatchObject({ count: 2, bytes: 11, missing: [lost] });
});

it("refuses to write over an earlier backup", async () => {
  await save();
  const before = await readManifest(backup());
  await expect(save()).rejects.toMatchObject({ code: "database_not_empty" });
  expect(await readManifest(backup())).toEqual(before);
});

it("leaves nothing behind when it fails", async () => {
  await expect(
    saveBackup({ url: await emptyDatabase(), filesDir: filesDir(), target: backup() }),
  ).rejects.toMatchObject({
    code: "database_missing",
  });
  expect(await readdir(folder)).toEqual(["files"]);
});

it.each([
  ["a database", async () => ({ url, filesDir: join(folder, "restored") })],
  ["a folder", async () => ({ url: await emptyDatabase(), filesDir: filesDir() })],
])("refuses %s that is not empty, and leaves it as it is", async (_name, target) => {
  await save();
  const before = [await contents(url), await readdir(filesDir())];
  await expect(restoreBackup({ source: backup(), ...(await target()) })).rejects.toMatchObject({
    code: "database_not_empty",
  });
  expect([await contents(url), await readdir(filesDir())]).toEqual(before);
});

const gzip = (name: string) => join(backup(), "tables", `${name}.copy.gz`);

it.each([
  ["rows of a table are cut", "database_backup_damaged", () => writeFile(gzip("platform.event"), "x")],
  ["rows are missing", "database_backup_damaged", () => writeFile(gzip("platform.event"), gzipSync(""))],
  ["a table is missing", "database_backup_damaged", () => rm(gzip("staff.team"))],
  [
    "rows were added",
    "database_backup_damaged",
    async () => appendFile(gzip("staff.team"), await readFile(gzip("staff.branch"))),
  ],
  ["a file was changed", "database_backup_damaged", () => changeOneFile()],
  ["the list of files was changed", "database_backup_damaged", () => writeFile(join(backup(), "files.sha256"), "")],
  ["it was cut before its end", "database_backup_unknown", () => rm(join(backup(), "manifest.json"))],
  ["a newer program wrote it", "database_newer_than_program", () => changeManifest("0001-platform", "9999-later")],
  [
    "another program wrote it",
    "database_changed_migration",
    () => changeManifest(/"sha256": "\w{4}/, '"sha256": "0000'),
  ],
])("refuses a backup when %s, and leaves the target empty", async (_name, code, damage) => {
  await save();
  await damage();
  const [target, files] = [await emptyDatabase(), join(folder, "restored")];
  await expect(restoreBackup({ source: backup(), url: target, filesDir: files })).rejects.toMatchObject({ code });
  expect(await isEmptyDatabase(await connect(target))).toBe(true);
  expect(existsSync(files) ? await readdir(files) : []).toEqual([]);
});

async function changeOneFile(): Promise<void> {
  const [row] = await query(url, "select store_key from platform.file limit 1");
  await appendFile(storedPath(join(backup(), "files"), String(row?.store_key)), "!");
}

async function changeManifest(from: string | RegExp, to: string): Promise<void> {
  const path = join(backup(), "manifest.json");
  await writeFile(path, (await readFile(path, "utf8")).replace(from, to));
}
