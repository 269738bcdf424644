import { Agent, request } from "node:http";
import { serveOrders } from "./clients.ts";
import { Visitors } from "./visitors.ts";

/** What a client of the intake is told. With `perSecond` it sends at that pace whatever comes back; without, one request after the other. */
export interface Orders {
  readonly n: number;
  readonly port: number;
  readonly writeKey: string;
  readonly batch: number;
  readonly warmUpMs: number;
  readonly runMs: number;
  readonly perSecond?: number;
  readonly mark: string;
}

/** What it saw after the warm-up: events acknowledged, and how long each acknowledgement took. */
export interface Seen {
  readonly events: number;
  readonly bytes: number;
  readonly ms: number[];
  readonly refused: number;
}

await serveOrders<Orders>(async (orders) => {
  const visitors = new Visitors(`${orders.mark}${orders.n}`);
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const send = (text: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const call = request(
        {
          agent,
          port: orders.port,
          host: "127.0.0.1",
          path: "/v1/batch",
          method: "POST",
          headers: { "content-type": "application/json", "content-length": Buffer.byteLength(text) },
        },
        (response) => {
          response.resume();
          response.once("end", () => resolve(response.statusCode === 200));
        },
      );
      call.once("error", reject);
      call.end(text);
    });
  return async () => {
    const seen = { events: 0, bytes: 0, ms: [] as number[], refused: 0 };
    const begin = performance.now() + orders.warmUpMs;
    const end = begin + orders.runMs;
    const one = async (): Promise<void> => {
      const events = Array.from({ length: orders.batch }, () => visitors.next());
      const text = `{"writeKey":"${orders.writeKey}","sentAt":"${new Date().toISOString()}","batch":[${events.join(",")}]}`;
      const sent = performance.now();
      const taken = await send(text);
      const now = performance.now();
      if (now < begin || now > end) return;
      seen.ms.push(now - sent);
      if (!taken) seen.refused++;
      else {
        seen.events += orders.batch;
        seen.bytes += text.length;
      }
    };
    if (orders.perSecond === undefined) while (performance.now() < end) await one();
    else await pace(one, orders.perSecond / orders.batch, end);
    agent.destroy();
    return seen;
  };
});

/** Start `one` so many times a second, however long it takes, until the end; then wait for those under way. */
async function pace(one: () => Promise<void>, perSecond: number, end: number): Promise<void> {
  const begin = performance.now();
  const underWay = new Set<Promise<void>>();
  let started = 0;
  while (performance.now() < end) {
    const due = Math.floor(((performance.now() - begin) / 1_000) * perSecond);
    for (; started < due; started++) {
      const work = one().finally(() => underWay.delete(work));
      underWay.add(work);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(underWay);
}
