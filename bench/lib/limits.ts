import { randomUUID } from "node:crypto";
import type { Bench } from "./house.ts";

const CONNECTIONS = 2;
const RUN_MS = 5_000;
const INSERT = `insert into platform.event (customer_id, at, id, name, actor, channel, received_at, data)
  select customer_id, at, id, name, actor, channel, received_at, data from jsonb_to_recordset($1::jsonb)
    as t (customer_id uuid, at timestamptz, id uuid, name text, actor text, channel text, received_at timestamptz, data jsonb)`;

/** Rows a second that this machine's database takes of what the intake wrote, by one bare statement a batch, each committed. */
export async function bareInsert({ pool }: Bench, batch: number): Promise<number> {
  const { rows } = await pool.query("select * from platform.event limit 20000");
  if (rows.length < batch) throw new Error("too few rows were written to compare with");
  const end = performance.now() + RUN_MS;
  let inserted = 0;
  const work = async (from: number): Promise<void> => {
    for (let at = from; performance.now() < end; at = (at + batch * CONNECTIONS) % (rows.length - batch)) {
      const part = rows.slice(at, at + batch).map((row) => ({ ...row, id: randomUUID() }));
      await pool.query({ name: "bare-insert", text: INSERT, values: [JSON.stringify(part)] });
      inserted += batch;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, n) => work(n * batch)));
  return inserted / (RUN_MS / 1_000);
}

/** Durable commits a second, one after the other, of the smallest change. */
export async function bareCommits({ pool }: Bench): Promise<number> {
  await pool.query("create table if not exists bench_commit (n int)");
  const end = performance.now() + 2_000;
  let commits = 0;
  for (; performance.now() < end; commits++)
    await pool.query({ name: "bare-commit", text: "insert into bench_commit values (1)" });
  return commits / 2;
}
