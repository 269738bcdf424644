import { WebSocket } from "ws";
import { serveOrders } from "./clients.ts";

const HEARTBEAT_MS = 10_000;
const AT_ONCE = 100;

/** A socket that is signed in: a device by its token, an agent by the session of its cookie. */
export function openSocket(port: number, who: { token: string } | { session: string }): Promise<WebSocket> {
  const device = "token" in who;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live${device ? "?device" : ""}`, {
    perMessageDeflate: false,
    ...(device ? {} : { headers: { cookie: `splot_session=${who.session}` }, origin: `http://127.0.0.1:${port}` }),
  });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("open", () => {
      if (device) socket.send(JSON.stringify({ t: "auth", token: who.token }));
    });
    const greeted = (data: Buffer) => {
      if (!data.toString().includes('"hello"')) return;
      socket.off("message", greeted);
      const beat = setInterval(() => socket.send('{"t":"ping"}'), HEARTBEAT_MS);
      socket.once("close", () => clearInterval(beat));
      resolve(socket);
    };
    socket.on("message", greeted);
  });
}

/** Open many, some at once. */
export async function openAll<T>(orders: readonly T[], open: (order: T) => Promise<WebSocket>): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let at = 0; at < orders.length; at += AT_ONCE)
    sockets.push(...(await Promise.all(orders.slice(at, at + AT_ONCE).map(open))));
  return sockets;
}

export interface IdleOrders {
  readonly port: number;
  readonly tokens: readonly string[];
  readonly runMs: number;
}

/** Customers who have the page open and say nothing; answers how many sockets lasted. */
if (process.argv[1]?.endsWith("socket-client.ts"))
  await serveOrders<IdleOrders>(async ({ port, tokens, runMs }) => {
    const sockets = await openAll(tokens, (token) => openSocket(port, { token }));
    return async () => {
      await new Promise((resolve) => setTimeout(resolve, runMs));
      const open = sockets.filter((socket) => socket.readyState === WebSocket.OPEN).length;
      for (const socket of sockets) socket.terminate();
      return { open };
    };
  });
