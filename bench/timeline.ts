import { customer, fillHistory } from "./lib/histories.ts";
import { type Bench, openBench } from "./lib/house.ts";
import { quantile, report } from "./lib/report.ts";
import { agentOn, type Call } from "./lib/staff.ts";

const LEAVES = 10;
const ENTRIES = 100_000;
const READINGS = 400;
const PAGE = 50;

const bench = await openBench();
try {
  const server = await bench.serve();
  const call = await agentOn(bench, server.url);
  const [usual, folded] = [await personWith(bench, call, 17), await personWith(bench, call, 0)];
  await bench.pool.query("vacuum analyze");
  const read = await readings(call, usual[0]!);
  const dense = await readings(call, folded[0]!);
  const floor: number[] = [];
  for (let n = 0; n < 200; n++) floor.push((await call("GET", "/me")).ms);
  await server.stop();
  const bare = await bareReadings(bench, usual);
  report(`Timeline page of ${PAGE} at the API: ${ENTRIES.toLocaleString("en")} entries over ${LEAVES} leaves`, [
    { what: "p95, an entry stands for two page views", figure: quantile(read.times, 0.95), unit: "ms", atMost: 30 },
    { what: "median", figure: quantile(read.times, 0.5), unit: "ms" },
    { what: "p95, an entry stands for twenty", figure: quantile(dense.times, 0.95), unit: "ms", atMost: 30 },
    { what: "smallest page", figure: Math.min(read.smallest, dense.smallest), unit: "entries", atLeast: PAGE },
    { what: "a call that reads who is signed in, median", figure: quantile(floor, 0.5), unit: "ms" },
    { what: "the newest 50 by one bare statement, median", figure: quantile(bare, 0.5), unit: "ms", is: "limit" },
    {
      what: "ratio of the medians",
      figure: quantile(read.times, 0.5) / quantile(bare, 0.5),
      unit: "",
      is: "ratio",
    },
  ]);
} finally {
  await bench.close();
}

/** A person of ten leaves; `shift` says how far apart the leaves are in what they look at. */
async function personWith(bench: Bench, call: Call, shift: number): Promise<string[]> {
  const leaves: string[] = [];
  for (let n = 0; n < LEAVES; n++) {
    const leafId = await customer(bench, n);
    await fillHistory(bench, leafId, ENTRIES / LEAVES, n * shift);
    leaves.push(leafId);
  }
  for (const otherId of leaves.slice(1)) await call("POST", `/customers/${leaves[0]}/merges`, { otherId });
  return leaves;
}

/** Reads pages; every fourth reading begins anew, the others go on into the past. */
async function readings(call: Call, customerId: string): Promise<{ times: number[]; smallest: number }> {
  const times: number[] = [];
  let smallest = PAGE;
  let cursor: string | null = null;
  for (let n = -40; n < READINGS; n++) {
    const from: string = cursor === null || n % 4 === 0 ? "" : `&cursor=${cursor}`;
    const { body, ms } = await call("GET", `/customers/${customerId}/timeline?limit=${PAGE}${from}`);
    const page = body as { items: unknown[]; next: string | null };
    cursor = page.next;
    if (n < 0) continue;
    times.push(ms);
    smallest = Math.min(smallest, page.items.length);
  }
  return { times, smallest };
}

/** The newest entries of these leaves by one statement on a connection that does nothing else. */
async function bareReadings({ pool }: Bench, leaves: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < 200; n++) {
    const start = performance.now();
    await pool.query({
      name: "bare-timeline",
      text: `select e.* from unnest($1::uuid[]) leaf (id) cross join lateral (
        select * from platform.event where customer_id = leaf.id order by at desc, id desc limit ${PAGE}) e
        order by at desc, id desc limit ${PAGE}`,
      values: [leaves],
    });
    times.push(performance.now() - start);
  }
  return times;
}
