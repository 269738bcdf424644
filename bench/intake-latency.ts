import { addSource } from "../server/src/modules/customers/intake/sources.ts";
import { runClients, startClients } from "./lib/clients.ts";
import { openBench } from "./lib/house.ts";
import type { Orders, Seen } from "./lib/intake-client.ts";
import { bareCommits } from "./lib/limits.ts";
import { type Line, quantile, report } from "./lib/report.ts";

const CLIENTS = 2;
const [warmUpMs, runMs] = [4_000, 12_000];
const rounds = [
  { perSecond: 2_000, batch: 10, what: "2,000 events/s in requests of 10" },
  { perSecond: 500, batch: 1, what: "500 events/s in single requests" },
];

const bench = await openBench();
try {
  const system = { kind: "system", name: "bench" } as const;
  const { writeKey } = await bench.house.run(system, (ctx) => addSource(ctx, { name: "Bench", trusted: true }));
  const node = process.env.CPU_PROF ? ["--cpu-prof", `--cpu-prof-dir=${process.env.CPU_PROF}`] : [];
  const server = await bench.serve({ node });
  const commitMs = 1_000 / (await bareCommits(bench));
  const lines: Line[] = [];
  for (const { perSecond, batch, what } of rounds) {
    const orders: Omit<Orders, "n"> = {
      port: server.port,
      writeKey,
      batch,
      warmUpMs,
      runMs,
      perSecond: perSecond / CLIENTS,
      mark: `l${batch}-`,
    };
    const seen = await runClients<Seen>(await startClients("intake-client.ts", CLIENTS, orders));
    const ms = seen.flatMap((one) => one.ms);
    const events = seen.reduce((total, one) => total + one.events, 0);
    lines.push(
      { what: `${what}: acknowledged`, figure: events / (runMs / 1_000), unit: "events/s", atLeast: perSecond * 0.98 },
      { what: "  half within", figure: quantile(ms, 0.5), unit: "ms" },
      { what: "  p99", figure: quantile(ms, 0.99), unit: "ms", atMost: 50 },
      { what: "  p99 over one bare commit", figure: quantile(ms, 0.99) / commitMs, unit: "×", is: "ratio" },
    );
  }
  report("Acknowledgement of events, group commits of at most 10 ms", [
    ...lines,
    { what: "one bare durable commit", figure: commitMs, unit: "ms", is: "limit" },
  ]);
} finally {
  await bench.close();
}
