import { addSource } from "../server/src/modules/customers/intake/sources.ts";
import { runClients, startClients } from "./lib/clients.ts";
import { openBench } from "./lib/house.ts";
import type { Orders, Seen } from "./lib/intake-client.ts";
import { bareInsert } from "./lib/limits.ts";
import { report } from "./lib/report.ts";

const CLIENTS = 8;
const BATCH = 200;
const [warmUpMs, runMs] = [4_000, 12_000];

const bench = await openBench();
try {
  const system = { kind: "system", name: "bench" } as const;
  const { writeKey } = await bench.house.run(system, (ctx) => addSource(ctx, { name: "Bench", trusted: true }));
  const node = process.env.CPU_PROF ? ["--cpu-prof", `--cpu-prof-dir=${process.env.CPU_PROF}`] : [];
  const server = await bench.serve({ node });
  const orders: Omit<Orders, "n"> = { port: server.port, writeKey, batch: BATCH, warmUpMs, runMs, mark: "i" };
  const seen = await runClients<Seen>(await startClients("intake-client.ts", CLIENTS, orders));
  const [events, bytes] = [sum(seen, "events"), sum(seen, "bytes")];
  const perSecond = events / (runMs / 1_000);
  await server.stop();
  const limit = await bareInsert(bench, BATCH);
  report(`Event intake, durable, batches of ${BATCH} from ${CLIENTS} clients in processes of their own`, [
    { what: "events acknowledged", figure: perSecond, unit: "events/s", atLeast: 5_000 },
    { what: "the same rows by bare jsonb_to_recordset", figure: limit, unit: "rows/s", is: "limit" },
    { what: "ratio", figure: perSecond / limit, unit: "", atLeast: 0.1 },
    { what: "size of an event", figure: bytes / events, unit: "bytes" },
    { what: "requests told to come again", figure: sum(seen, "refused"), unit: "" },
  ]);
} finally {
  await bench.close();
}

function sum(seen: readonly Seen[], field: "events" | "bytes" | "refused"): number {
  return seen.reduce((total, one) => total + one[field], 0);
}
