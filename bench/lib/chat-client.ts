import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { WebSocket } from "ws";
import { serveOrders } from "./clients.ts";
import type { Chat } from "./crowd.ts";
import { openAll, openSocket } from "./socket-client.ts";

export interface ChatOrders {
  readonly port: number;
  readonly chats: readonly Chat[];
  readonly sessions: readonly string[];
  /** How often each customer writes. */
  readonly everyMs: number;
  readonly runMs: number;
}

/** Milliseconds from writing to the agent's screen, of each message, the message's own way in, and a heartbeat's there and back. */
export interface ChatSeen {
  readonly toScreen: number[];
  readonly said: number[];
  readonly pong: number[];
  readonly lost: number;
  readonly reads: number;
}

/** The desk reads its busy list again at most this often. */
const SPACING_MS = 500;

await serveOrders<ChatOrders>(async ({ port, chats, sessions, everyMs, runMs }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 600 });
  const call = (method: string, path: string, headers: Record<string, string>, body?: object): Promise<string> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(
        {
          agent,
          port,
          host: "127.0.0.1",
          path: `/api${path}`,
          method,
          headers: {
            ...headers,
            ...(text === undefined
              ? {}
              : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
          },
        },
        (response) => {
          let answer = "";
          response.setEncoding("utf8");
          response.on("data", (part: string) => {
            answer += part;
          });
          response.once("end", () =>
            response.statusCode === 200
              ? resolve(answer)
              : reject(new Error(`${method} ${path} answered ${response.statusCode}: ${answer}`)),
          );
        },
      );
      sent.once("error", reject);
      sent.end(text);
    });
  // Each customer sits behind an address of their own, as limits per address expect.
  const addressOf = new Map(chats.map(({ device }, n) => [device.id, `10.1.${n >> 8}.${n & 255}`]));
  const customers = await openAll(chats, ({ device }) => openSocket(port, { token: device.token }));
  const screens = await openAll(sessions, (session) => openSocket(port, { session }));
  const seen = { toScreen: [] as number[], said: [] as number[], pong: [] as number[], lost: 0, reads: 0 };
  const waiting = new Map<string, number>();
  let measuring = false;

  const watch = (screen: WebSocket, session: string, mine: readonly Chat[]): void => {
    const cookie = { cookie: `splot_session=${session}` };
    const byTopic = new Map(mine.map((chat) => [`matter:${chat.matterId}`, chat]));
    screen.send(JSON.stringify({ t: "watch", topics: ["inbox", ...byTopic.keys()] }));
    const read = async (chat: Chat): Promise<void> => {
      seen.reads++;
      const page = await call(
        "GET",
        `/customers/${chat.customerId}/matters/${chat.matterId}/messages?limit=50`,
        cookie,
      );
      for (const [text, at] of waiting) {
        if (!page.includes(text)) continue;
        waiting.delete(text);
        if (measuring) seen.toScreen.push(performance.now() - at);
      }
    };
    let listed = 0;
    let stale = false;
    const list = async (): Promise<void> => {
      if (performance.now() - listed < SPACING_MS) {
        if (!stale) setTimeout(() => void list(), SPACING_MS - (performance.now() - listed));
        stale = true;
        return;
      }
      stale = false;
      listed = performance.now();
      seen.reads += 2;
      await Promise.all([call("GET", "/matters?view=all", cookie), call("GET", "/matter-counts", cookie)]);
    };
    screen.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { t: string; topics?: string[] };
      for (const topic of frame.t === "hint" ? (frame.topics ?? []) : []) {
        const chat = byTopic.get(topic);
        if (chat) void read(chat);
        else if (topic === "inbox") void list();
      }
    });
  };
  screens.forEach((screen, n) => {
    watch(
      screen,
      sessions[n]!,
      chats.filter((chat) => chat.agent === n),
    );
  });

  const talk = async ({ device }: Chat, until: number): Promise<void> => {
    await pause(Math.random() * everyMs);
    while (performance.now() < until) {
      const text = `Pytanie ${randomUUID()}`;
      const start = performance.now();
      waiting.set(text, start);
      await call(
        "POST",
        "/chat/messages",
        {
          authorization: `Bearer ${device.token}`,
          "idempotency-key": randomUUID(),
          "x-forwarded-for": addressOf.get(device.id)!,
        },
        { text },
      );
      if (measuring) seen.said.push(performance.now() - start);
      await pause(everyMs * (0.5 + Math.random()));
    }
  };
  return async () => {
    const end = performance.now() + runMs;
    setTimeout(() => {
      measuring = true;
    }, runMs / 4);
    const beating = setInterval(() => {
      const socket = customers[Math.floor(Math.random() * customers.length)]!;
      const start = performance.now();
      const hear = (data: Buffer) => {
        if (!data.toString().includes('"pong"')) return;
        socket.off("message", hear);
        seen.pong.push(performance.now() - start);
      };
      socket.on("message", hear);
      socket.send('{"t":"ping"}');
    }, 100);
    await Promise.all(chats.map((chat) => talk(chat, end)));
    clearInterval(beating);
    await pause(1_000);
    for (const socket of [...customers, ...screens]) socket.terminate();
    agent.destroy();
    return { ...seen, lost: waiting.size };
  };
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
