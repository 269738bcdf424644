import type pg from "pg";
import { must } from "../ask.ts";
import { drain } from "../drain.ts";
import type { Trial } from "../trial.ts";

/** What is appended by every merge and every look: the log of merges, who is kept apart, who saw what. */
const logs = new Set(["staff.audit_entry", "customers.edge", "customers.apart"]);
/** News of the merge itself is a log, too. */
const logged = "name in ('customer.merged', 'customer.unmerged')";

/** The columns by which a row belongs to a leaf. */
async function ownedTables(pool: pg.Pool): Promise<{ table: string; column: string }[]> {
  const { rows } = await pool.query<{ table: string; column: string }>(
    `select table_schema || '.' || table_name as table, column_name as column from information_schema.columns
     where table_schema in ('platform', 'customers', 'conversations')
       and (column_name in ('customer_id', 'leaf_id') or table_schema || '.' || table_name = 'customers.leaf' and column_name = 'id')`,
  );
  return rows.filter(({ table }) => !logs.has(table));
}

/** All rows of these leaves as text, in order. */
async function rowsOf(pool: pg.Pool, leaves: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await ownedTables(pool)) {
    const { rows } = await pool.query<{ one: string }>(
      `select t::text as one from ${table} t where ${column} = any($1) ${table === "platform.event" ? `and not ${logged}` : ""} order by 1`,
      [leaves],
    );
    found.push(...rows.map(({ one }) => `${table} ${one}`));
  }
  return found;
}

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly leaves: readonly string[];
}

/** Pairs of people of whom much is known, each person in one pair. */
async function pairsOf(trial: Trial, count: number): Promise<Pair[]> {
  const { rows } = await trial.pool.query<{ id: string; leaves: string[] }>(
    `select l.canonical_id as id, array_agg(l.id) as leaves from customers.leaf l group by 1
     order by (select count(*) from platform.event e where e.customer_id = any(array_agg(l.id))) desc limit $1`,
    [count * 4],
  );
  const people = trial.random.shuffle(rows);
  return Array.from({ length: Math.min(count, Math.floor(people.length / 2)) }, (_, n) => {
    const [a, b] = [people[n * 2]!, people[n * 2 + 1]!];
    return { a: a.id, b: b.id, leaves: [...a.leaves, ...b.leaves] };
  });
}

/** Merges two people and parts them again: every row of both is as it was, byte for byte, logs excepted. */
export async function unmergedAsBefore(trial: Trial): Promise<string[]> {
  const { pool, product, token, short, ledger } = trial;
  const pairs = await pairsOf(trial, short ? 8 : 40);
  const before = await Promise.all(pairs.map(({ leaves }) => rowsOf(pool, leaves)));
  const faults: string[] = [];
  for (const { a, b, leaves } of pairs) {
    const path = `/api/customers/${a}/merges`;
    await must(product, path, { token, body: { otherId: b } });
    ledger.note("merge", `${a} ${b}`);
    const one = await must<{ leafIds: string[] }>(product, `/api/customers/${b}`, { token });
    if (!leaves.every((leaf) => one.leafIds.includes(leaf))) faults.push(`${a} and ${b} were merged and are not one`);
  }
  faults.push(...(await drain(trial)));
  for (const { a, b } of pairs) {
    const path = `/api/customers/${a}/merges`;
    const { items } = await must<{ items: { id: string; aLeaf: { id: string }; bLeaf: { id: string } }[] }>(
      product,
      path,
      { token },
    );
    const edge = items.find(({ aLeaf, bLeaf }) => aLeaf.id === a && bLeaf.id === b);
    await must(product, `${path}/${edge?.id}`, { token, method: "DELETE" });
    ledger.note("unmerge", `${a} ${b}`);
  }
  faults.push(...(await drain(trial)));
  const after = await Promise.all(pairs.map(({ leaves }) => rowsOf(pool, leaves)));
  pairs.forEach(({ a, b }, n) => {
    const [was, is] = [new Set(before[n]), new Set(after[n])];
    const odd = [...was].filter((row) => !is.has(row)).concat([...is].filter((row) => !was.has(row)));
    if (odd.length > 0 || before[n]!.length !== after[n]!.length) faults.push(`${a} and ${b}: ${odd.join(" | ")}`);
  });
  console.log(`  (${pairs.length} pairs with ${before.flat().length} rows)`);
  return pairs.length > 0 ? faults : ["there was nobody to merge"];
}
