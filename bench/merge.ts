import { customer, fillHistory } from "./lib/histories.ts";
import { type Bench, openBench } from "./lib/house.ts";
import { quantile, report } from "./lib/report.ts";
import { agentOn, type Call } from "./lib/staff.ts";

const PAIRS = 4;
const ROUNDS = 75;
const [LONG, SHORT] = [100_000, 100];

type Pair = readonly [string, string];

const bench = await openBench();
try {
  const [long, short] = [await pairsWith(bench, LONG), await pairsWith(bench, SHORT)];
  await bench.pool.query("vacuum analyze");
  const server = await bench.serve();
  const call = await agentOn(bench, server.url);
  const bareMerge = await bareMerges(bench, await pairsWith(bench, SHORT));
  const [withLong, withShort, undone, bare]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = -5; round < ROUNDS; round++) {
    for (let n = 0; n < PAIRS; n++) {
      // In turn, so that whatever else the machine does falls on both alike.
      const [a, b, floor] = [await cycle(call, long[n]!), await cycle(call, short[n]!), await bareMerge(n)];
      if (round < 0) continue;
      bare.push(floor);
      withLong.push(a.merge);
      withShort.push(b.merge);
      undone.push(a.unmerge);
    }
  }
  const hundred = await partingOfHundred(bench, call);
  await server.stop();
  const [median, floor] = [quantile(withLong, 0.5), quantile(bare, 0.5)];
  report(
    `Merge of two customers with ${LONG.toLocaleString("en")} events each, at the API, answer with the whole customer`,
    [
      { what: "p99", figure: quantile(withLong, 0.99), unit: "ms", atMost: 20 },
      { what: "median", figure: median, unit: "ms" },
      { what: `median with ${SHORT} events`, figure: quantile(withShort, 0.5), unit: "ms" },
      { what: "ratio of the medians", figure: median / quantile(withShort, 0.5), unit: "", atMost: 1.2 },
      { what: "unmerge, p99", figure: quantile(undone, 0.99), unit: "ms" },
      {
        what: "unmerge of a person of 100 leaves, slowest of ten",
        figure: Math.max(...hundred),
        unit: "ms",
        atMost: 1_000,
      },
      { what: "the bare statements of a merge, committed, median", figure: floor, unit: "ms", is: "limit" },
      { what: "the same, p99", figure: quantile(bare, 0.99), unit: "ms", is: "limit" },
      { what: "ratio of the p99", figure: quantile(withLong, 0.99) / quantile(bare, 0.99), unit: "", is: "ratio" },
      { what: "ratio of the medians to the bare statements", figure: median / floor, unit: "", is: "ratio" },
    ],
  );
} finally {
  await bench.close();
}

async function pairsWith(bench: Bench, events: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let n = 0; n < PAIRS; n++) {
    const pair = [await customer(bench, n), await customer(bench, n)] as const;
    for (const leafId of pair) await fillHistory(bench, leafId, events);
    pairs.push(pair);
  }
  return pairs;
}

/** Merge two and part them again. */
async function cycle(call: Call, [customerId, otherId]: Pair): Promise<{ merge: number; unmerge: number }> {
  const merge = await call("POST", `/customers/${customerId}/merges`, { otherId });
  const { items } = (await call("GET", `/customers/${customerId}/merges`)).body as { items: { id: string }[] };
  const unmerge = await call("DELETE", `/customers/${customerId}/merges/${items[0]?.id}`);
  return { merge: merge.ms, unmerge: unmerge.ms };
}

/** Join a hundred into one person and undo ten of the merges. */
async function partingOfHundred(bench: Bench, call: Call): Promise<number[]> {
  const one = await customer(bench, 0);
  for (let n = 1; n < 100; n++) await call("POST", `/customers/${one}/merges`, { otherId: await customer(bench, n) });
  const { items } = (await call("GET", `/customers/${one}/merges`)).body as { items: { id: string }[] };
  const times: number[] = [];
  for (const { id } of items.slice(40, 50)) times.push((await call("DELETE", `/customers/${one}/merges/${id}`)).ms);
  return times;
}

/** Does what must be written at the least: both locked, the edge, the pointer, the news; each time committed. */
async function bareMerges({ pool }: Bench, pairs: readonly Pair[]): Promise<(n: number) => Promise<number>> {
  let times = 0;
  return async (n) => {
    const [a, b] = pairs[n]!;
    const client = await pool.connect();
    const start = performance.now();
    await client.query("begin");
    for (const id of [a, b]) await client.query("select 1 from customers.leaf where id = $1 for update", [id]);
    await client.query(
      `insert into customers.edge (id, a_leaf, b_leaf, by_kind, reason, rule_version, actor, at, undone_at)
       values (gen_random_uuid(), $1, $2, 'staff', 'bare', 1, 'bench', now(), now())`,
      [a, b],
    );
    const to = times++ % (2 * PAIRS) < PAIRS ? a : b;
    await client.query("update customers.leaf set canonical_id = $1 where id = $2", [to, b]);
    await client.query(
      `insert into platform.event (customer_id, at, id, name, actor, received_at, data)
       values ($1, now(), gen_random_uuid(), 'bare', 'bench', now(), '{}')`,
      [a],
    );
    await client.query("commit");
    const ms = performance.now() - start;
    client.release();
    return ms;
  };
}
