import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Start `count` clients, each a process of its own running a script of this folder, all with the same orders and a number. */
export async function startClients<Orders extends object>(
  script: string,
  count: number,
  orders: Orders,
): Promise<ChildProcess[]> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const clients = Array.from({ length: count }, (_, n) => {
    const child = fork(path, [], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    child.send({ ...orders, n });
    return child;
  });
  await Promise.all(clients.map((client) => answerOf<unknown>(client)));
  return clients;
}

/** Tell all clients to go, and wait for what each has to say; they end afterwards. */
export async function runClients<Result>(clients: readonly ChildProcess[]): Promise<Result[]> {
  const results = Promise.all(clients.map((client) => answerOf<Result>(client)));
  for (const client of clients) client.send({ go: true });
  const said = await results;
  for (const client of clients) if (client.connected) client.disconnect();
  return said;
}

/** The next message of a client; an error when it ends before. */
function answerOf<T>(client: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("a client ended before it answered"));
    client.once("exit", gone);
    client.once("message", (message) => {
      client.off("exit", gone);
      resolve(message as T);
    });
  });
}

/** For a client: takes its orders, says when it is ready, and answers with the result of `work`. */
export async function serveOrders<Orders>(prepare: (orders: Orders) => Promise<() => Promise<object>>): Promise<void> {
  const [orders] = (await once(process, "message")) as [Orders];
  const work = await prepare(orders);
  process.send?.({ ready: true });
  await once(process, "message");
  process.send?.(await work());
}
