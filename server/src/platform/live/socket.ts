import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { type Actor, actorName } from "../ctx.ts";
import type { Frame as Sent } from "../hints.ts";
import type { House } from "../house.ts";
import { SESSION_COOKIE, sameOrigin } from "../http/credentials.ts";
import { whoIs } from "../http/routes.ts";
import { mayWatch } from "./topics.ts";

const PATH = "/api/live";
/** A client says something at least every 10 s; three silences in a row and it is gone. */
const SILENCE_MS = 30_000;
const AUTH_MS = 10_000;
const MAX_TOPICS = 300;
/** Above this many unsent bytes the reader is too slow; it reconnects and reads again. */
const MAX_BUFFERED = 1024 * 1024;
const FRAMES_PER_10S = 200;
const PRESENCE_MS = 60_000;

const Frame = z.discriminatedUnion("t", [
  z.object({ t: z.literal("auth"), token: z.string().max(200) }),
  z.object({ t: z.literal("watch"), topics: z.array(z.string().max(120)).max(MAX_TOPICS) }),
  z.object({ t: z.literal("typing"), topic: z.string().max(120) }),
  z.object({ t: z.literal("ping") }),
  z.object({ t: z.literal("pong") }),
]);

/** Hints for screens over WebSocket (RFC 6455): says *that* something changed; what, the client reads through the API. */
export function addSocket(server: Server, house: House): { close(): Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024,
    perMessageDeflate: false,
    clientTracking: true,
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname !== PATH) return socket.destroy();
    const device = url.searchParams.has("device");
    const session =
      device || !sameOrigin(request.headers, house.settings) ? undefined : cookieOf(request.headers.cookie);
    sockets.handleUpgrade(request, socket, head, (ws) => new Connection(ws, house).open(session));
  });
  return {
    close: () =>
      new Promise((resolve) => {
        for (const ws of sockets.clients) ws.close(1001);
        setTimeout(() => {
          for (const ws of sockets.clients) ws.terminate();
        }, 500).unref();
        sockets.close(() => resolve());
      }),
  };
}

const cookieOf = (header: string | undefined): string | undefined =>
  header
    ?.split(/;\s*/)
    .find((part) => part.startsWith(`${SESSION_COOKIE}=`))
    ?.slice(SESSION_COOKIE.length + 1);

class Connection {
  readonly #ws: WebSocket;
  readonly #house: House;
  readonly #watch: ReturnType<House["hints"]["watch"]>;
  #actor: Actor = { kind: "anonymous" };
  #silence: NodeJS.Timeout | undefined;
  #presence: NodeJS.Timeout | undefined;
  #frames = 0;
  #windowEnds = 0;
  /** Frames are answered in order; a slow one holds back those behind it. */
  #turn: Promise<void> = Promise.resolve();

  constructor(ws: WebSocket, house: House) {
    this.#ws = ws;
    this.#house = house;
    this.#watch = house.hints.watch((frame) => this.#send(frame));
  }

  open(session: string | undefined): void {
    this.#ws.on("message", (data, binary) => this.#receive(binary ? "" : data.toString()));
    this.#ws.on("error", () => this.#ws.terminate());
    this.#ws.on("close", () => this.#closed());
    this.#heard(AUTH_MS);
    if (session !== undefined) this.#queue(() => this.#signIn({ session, bearer: undefined, direct: false }));
  }

  #receive(text: string): void {
    const now = Date.now();
    if (now > this.#windowEnds) {
      this.#windowEnds = now + 10_000;
      this.#frames = 0;
    }
    if (++this.#frames > FRAMES_PER_10S) {
      this.#ws.close(1008, "too_many_requests");
      return;
    }
    let frame: z.infer<typeof Frame>;
    try {
      frame = Frame.parse(JSON.parse(text));
    } catch {
      this.#send({ t: "problem", code: "bad_input" });
      return;
    }
    if (this.#actor.kind !== "anonymous") this.#heard(SILENCE_MS);
    if (frame.t === "ping") this.#send({ t: "pong" });
    else if (frame.t === "auth")
      this.#queue(() => this.#signIn({ session: undefined, bearer: frame.token, direct: false }));
    else if (frame.t === "watch") this.#queue(() => this.#watchTopics(frame.topics));
    else if (frame.t === "typing") this.#queue(() => this.#typing(frame.topic));
  }

  #queue(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      this.#house.log.warn({ err: error }, "a socket frame failed");
      this.#ws.close(1011, "internal");
    });
  }

  async #signIn(credentials: {
    session: string | undefined;
    bearer: string | undefined;
    direct: boolean;
  }): Promise<void> {
    this.#actor = await this.#house.run(whoIs(this.#house, credentials), async (ctx) => ctx.actor);
    if (this.#actor.kind === "anonymous") {
      this.#send({ t: "problem", code: "not_signed_in" });
      return this.#ws.close(4401, "not_signed_in");
    }
    this.#heard(SILENCE_MS);
    this.#house.metrics.sockets.inc({ kind: this.#actor.kind });
    if (this.#actor.kind === "device") this.#watch.set([`device:${this.#actor.id}`]);
    await this.#present("here");
    this.#presence = setInterval(() => this.#queue(() => this.#present("here")), PRESENCE_MS);
    this.#send({ t: "hello" });
  }

  async #watchTopics(topics: readonly string[]): Promise<void> {
    if (this.#actor.kind !== "member") return;
    const mine = topics.filter((topic) => mayWatch(this.#house.rooms, this.#actor, topic));
    this.#watch.set(mine);
    this.#send({ t: "watching", topics: mine });
  }

  async #typing(topic: string): Promise<void> {
    const { kind } = this.#actor;
    if (kind !== "member" && kind !== "device") return;
    if (kind === "device" ? topic !== `device:${this.#actor.id}` : !mayWatch(this.#house.rooms, this.#actor, topic))
      return;
    for (const room of this.#house.rooms) {
      const shown = await this.#house.run(this.#actor, async (ctx) => room.typing?.(ctx, topic));
      for (const to of shown?.topics ?? [])
        this.#house.hints.relay({
          t: "typing",
          topic: to,
          who: { kind: kind === "device" ? "customer" : "member", name: shown?.name ?? null },
        });
    }
  }

  async #present(state: "here" | "gone"): Promise<void> {
    await this.#house.run(this.#actor, async (ctx) => {
      for (const room of this.#house.rooms) await room.presence?.(ctx, state);
    });
  }

  /** Push back the moment at which silence means that the other side is gone. */
  #heard(ms: number): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#ws.terminate(), ms);
  }

  #send(
    frame: Sent | { t: "hello" | "pong" } | { t: "problem"; code: string } | { t: "watching"; topics: string[] },
  ): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#ws.bufferedAmount > MAX_BUFFERED) this.#ws.terminate();
    else this.#ws.send(JSON.stringify(frame));
  }

  #closed(): void {
    clearTimeout(this.#silence);
    clearInterval(this.#presence);
    this.#watch.set([]);
    if (this.#actor.kind === "anonymous") return;
    this.#house.metrics.sockets.dec({ kind: this.#actor.kind });
    const actor = this.#actor;
    if (this.#house.hints.watching(actorName(actor)) === 0)
      this.#present("gone").catch((error: unknown) => this.#house.log.debug({ err: error }, "presence not noted"));
  }
}
