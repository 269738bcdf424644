import { readFileSync } from "node:fs";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { splitStatements } from "../../../platform/database/statements.ts";
import { foldFrom, foldText, foldTo } from "./fold-text.ts";

test.each([
  ["Łódź ŻÓŁĆ gęślą jaźń", "lodz zolc gesla jazn"],
  ["Ștefan ŢÎRLEA Ţ ț ş", "stefan tirlea t t s"],
  ["Weiß Straße", "weiss strasse"],
  ["Đorđe Ørsted Æsir Œuvre Þór", "dorde orsted aesir oeuvre thor"],
  ["  Anna\t\n  Kowalska ", "anna kowalska"],
  ["O’Neil", "o'neil"],
  ["Kowalska–Nowak", "kowalska-nowak"],
  ["ОЛЕНА Ґалаґан Йосип", "олена ґалаґан иосип"],
  ["Ｋowalski ﬁn", "kowalski fin"],
  ["e\u0301te\u0301", "ete"],
  ["", ""],
])("%j folds to %j", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test("every letter of the table has one counterpart", () => {
  expect([...foldFrom].length).toBe([...foldTo].length);
  expect(new Set(foldFrom).size).toBe([...foldFrom].length);
});

const database = new pg.Client({ connectionString: inject("databaseUrl") });

beforeAll(async () => {
  await database.connect();
  const migration = readFileSync(new URL("../../../../migrations/0020-customers.sql", import.meta.url), "utf8");
  const definition = splitStatements(migration).find((statement) =>
    statement.includes("create function customers.fold"),
  )!;
  await database.query(definition.replace("customers.fold", "pg_temp.fold"));
});
afterAll(() => database.end());

const foldInSql = async (texts: string[]): Promise<string[]> => {
  const sql = "select pg_temp.fold(t) as folded from unnest($1::text[]) with ordinality as u (t, n) order by n";
  return (await database.query<{ folded: string }>(sql, [texts])).rows.map((row) => row.folded);
};

test("the database folds every letter of Europe, and what people type, in the same way", async () => {
  const letters = Array.from({ length: 0x2100 - 1 }, (_, at) => String.fromCodePoint(at + 1));
  expect(await foldInSql(letters)).toEqual(letters.map(foldText));
  const typed = fc.sample(fc.string({ unit: "grapheme", maxLength: 20 }), 500).map((text) => text.replaceAll("\0", ""));
  const sound = typed.filter((text) => text.isWellFormed());
  expect(await foldInSql(sound)).toEqual(sound.map(foldText));
});
