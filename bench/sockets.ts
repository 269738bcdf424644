import type { ChatOrders, ChatSeen } from "./lib/chat-client.ts";
import { runClients, startClients } from "./lib/clients.ts";
import { beginChats, makeAgents, makeDevices } from "./lib/crowd.ts";
import { openBench } from "./lib/house.ts";
import { bareCommits } from "./lib/limits.ts";
import { quantile, report } from "./lib/report.ts";
import type { IdleOrders } from "./lib/socket-client.ts";

const IDLE = 5_000;
const [CHATTING, AGENTS] = [450, 50];
const [runMs, everyMs] = [20_000, 15_000];

const bench = await openBench();
try {
  const devices = await makeDevices(bench, IDLE + CHATTING);
  const sessions = await makeAgents(bench, AGENTS);
  const chats = await beginChats(bench, devices.slice(IDLE), AGENTS);
  await bench.pool.query("analyze");
  const node = process.env.CPU_PROF ? ["--cpu-prof", `--cpu-prof-dir=${process.env.CPU_PROF}`] : [];
  const { port, rss } = await bench.serve({ node, env: { TRUST_PROXY: "true" } });
  const commitMs = 1_000 / (await bareCommits(bench));
  const idle: IdleOrders = { port, tokens: devices.slice(0, IDLE).map(({ token }) => token), runMs: runMs + 2_000 };
  const talk: ChatOrders = { port, chats, sessions, everyMs, runMs };
  const [quiet, busy] = [
    await startClients("socket-client.ts", 1, idle),
    await startClients("chat-client.ts", 1, talk),
  ];
  const [[lasting], [seen]] = await Promise.all([runClients<{ open: number }>(quiet), runClients<ChatSeen>(busy)]);
  const { toScreen, said, pong, lost, reads } = seen!;
  const floor = quantile(pong, 0.5) + commitMs;
  report(
    `Message from a customer's device to the agent's screen, ${CHATTING} customers chatting with ${AGENTS} agents`,
    [
      { what: "p95", figure: quantile(toScreen, 0.95), unit: "ms", atMost: 150 },
      { what: "half within", figure: quantile(toScreen, 0.5), unit: "ms" },
      { what: "of this until the customer has the answer, half within", figure: quantile(said, 0.5), unit: "ms" },
      { what: "messages that never reached the screen", figure: lost, unit: "", atMost: 0 },
      { what: "messages a second", figure: toScreen.length / ((runMs / 1_000) * 0.75), unit: "/s" },
      { what: "calls by which screens read again, a second", figure: reads / (runMs / 1_000), unit: "/s" },
      { what: "idle sockets that stayed", figure: lasting!.open, unit: "", atLeast: IDLE },
      { what: "heartbeat there and back plus one bare commit, half within", figure: floor, unit: "ms", is: "limit" },
      { what: "ratio of the medians", figure: quantile(toScreen, 0.5) / floor, unit: "×", is: "ratio" },
      { what: "memory of the process", figure: (await rss()) / 1_048_576, unit: "MB" },
    ],
  );
} finally {
  await bench.close();
}
