import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { type Actor, actorName, type Ctx } from "../ctx.ts";
import type { Frame as Sent } from "../hints.ts";
import type { Credentials, House } from "../house.ts";
import { SESSION_COOKIE, sameOrigin } from "../http/credentials.ts";
import { whoIs } from "../http/routes.ts";
import { mayWatch } from "./topics.ts";

const PATH = "/api/live";
const MAX_TOPICS = 300;
/** Above this many unsent bytes the reader is too slow; it reconnects and reads again. */
const MAX_BUFFERED = 1024 * 1024;
const FRAMES_PER_10S = 200;

/** How long things may take, in milliseconds. */
export interface Patience {
  /** A client says something at least every 10 s; three silences in a row and it is gone. */
  readonly silence: number;
  readonly auth: number;
  /** How often an open socket is noted, and whether its session still stands is looked up. */
  readonly presence: number;
}
const usual: Patience = { silence: 30_000, auth: 10_000, presence: 60_000 };

type Told =
  | Sent
  | { readonly t: "hello" | "pong" }
  | { readonly t: "problem"; readonly code: string }
  | { readonly t: "watching"; readonly topics: readonly string[] };

const Frame = z.discriminatedUnion("t", [
  z.object({ t: z.literal("auth"), token: z.string().max(200) }),
  z.object({ t: z.literal("watch"), topics: z.array(z.string().max(120)).max(MAX_TOPICS) }),
  z.object({ t: z.literal("typing"), topic: z.string().max(120) }),
  z.object({ t: z.literal("ping") }),
  z.object({ t: z.literal("pong") }),
]);

/** Hints for screens over WebSocket (RFC 6455): says *that* something changed; what, the client reads through the API. */
export function addSocket(server: Server, house: House, patience: Patience = usual): { close(): Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 32 * 1024,
    perMessageDeflate: false,
    clientTracking: true,
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = URL.parse(request.url ?? "/", "http://localhost");
    if (url?.pathname !== PATH) return socket.destroy();
    const device = url.searchParams.has("device");
    const session =
      device || !sameOrigin(request.headers, house.settings) ? undefined : cookieOf(request.headers.cookie);
    sockets.handleUpgrade(request, socket, head, (ws) => new Connection(ws, house, patience).open(session));
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
  readonly #patience: Patience;
  readonly #watch: ReturnType<House["hints"]["watch"]>;
  #credentials: Credentials | undefined;
  #actor: Actor = { kind: "anonymous" };
  #topics: readonly string[] = [];
  #over = false;
  #silence: NodeJS.Timeout | undefined;
  #presence: NodeJS.Timeout | undefined;
  #frames = 0;
  #windowEnds = 0;
  /** Frames are answered in order; a slow one holds back those behind it. */
  #turn: Promise<void> = Promise.resolve();

  constructor(ws: WebSocket, house: House, patience: Patience) {
    this.#ws = ws;
    this.#house = house;
    this.#patience = patience;
    this.#watch = house.hints.watch((frame) => this.#deliver(frame));
  }

  open(session: string | undefined): void {
    this.#ws.on("message", (data, binary) => this.#receive(binary ? "" : data.toString()));
    this.#ws.on("error", () => this.#ws.terminate());
    this.#ws.on("close", () => this.#closed());
    this.#heard(this.#patience.auth);
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
    if (this.#actor.kind !== "anonymous") this.#heard(this.#patience.silence);
    if (frame.t === "ping") this.#send({ t: "pong" });
    else if (frame.t === "auth")
      this.#queue(() => this.#signIn({ session: undefined, bearer: frame.token, direct: false }));
    else if (frame.t === "watch") this.#queue(() => this.#watchTopics(frame.topics));
    else if (frame.t === "typing") this.#queue(() => this.#typing(frame.topic));
  }

  #queue(work: () => Promise<void>): void {
    this.#turn = this.#turn
      .then(() => (this.#over ? undefined : work()))
      .catch((error: unknown) => {
        this.#house.log.warn({ err: error }, "a socket frame failed");
        this.#ws.close(1011, "internal");
      });
  }

  async #signIn(credentials: Credentials): Promise<void> {
    if (this.#actor.kind !== "anonymous") return;
    this.#credentials = credentials;
    await this.#recognise();
    const { kind } = this.#actor;
    if (this.#over || kind === "anonymous") return;
    this.#heard(this.#patience.silence);
    this.#presence = setInterval(() => this.#queue(() => this.#recognise()), this.#patience.presence);
    this.#send({ t: "hello" });
  }

  /** Look up who this is, still: notes the sign of life, and ends the socket of one whose session is over. */
  async #recognise(): Promise<void> {
    const credentials = this.#credentials ?? { session: undefined, bearer: undefined, direct: false };
    const actor = await this.#house.run(whoIs(this.#house, credentials), async (ctx) => {
      if (ctx.actor.kind !== "anonymous") await this.#note(ctx, "here");
      return ctx.actor;
    });
    if (this.#over) {
      this.#gone(actor);
      return;
    }
    if (this.#actor.kind !== actor.kind) {
      if (this.#actor.kind !== "anonymous") this.#house.metrics.sockets.dec({ kind: this.#actor.kind });
      if (actor.kind !== "anonymous") this.#house.metrics.sockets.inc({ kind: actor.kind });
    }
    this.#actor = actor;
    if (actor.kind === "anonymous") {
      this.#send({ t: "problem", code: "not_signed_in" });
      this.#ws.close(4401, "not_signed_in");
    } else this.#setTopics(this.#topics);
  }

  /** One's own topic is always watched; of the others, what one may see now. */
  #setTopics(topics: readonly string[]): void {
    const own = actorName(this.#actor);
    const allowed = topics.filter((topic) => topic !== own && mayWatch(this.#house.rooms, this.#actor, topic));
    this.#topics = [own, ...allowed];
    this.#watch.set(this.#topics);
  }

  async #watchTopics(topics: readonly string[]): Promise<void> {
    if (this.#actor.kind !== "member") return;
    this.#setTopics(topics);
    this.#send({ t: "watching", topics: this.#topics });
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

  async #note(ctx: Ctx, state: "here" | "gone"): Promise<void> {
    for (const room of this.#house.rooms) await room.presence?.(ctx, state);
  }

  /** Push back the moment at which silence means that the other side is gone. */
  #heard(ms: number): void {
    clearTimeout(this.#silence);
    if (!this.#over) this.#silence = setTimeout(() => this.#ws.terminate(), ms);
  }

  /** A hint at the member itself may mean that the session ended or the role changed. */
  #deliver(frame: Sent): void {
    this.#send(frame);
    if (frame.t === "hint" && this.#actor.kind === "member" && frame.topics.includes(actorName(this.#actor)))
      this.#queue(() => this.#recognise());
  }

  #send(frame: Told): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (this.#ws.bufferedAmount > MAX_BUFFERED) this.#ws.terminate();
    else this.#ws.send(JSON.stringify(frame));
  }

  #closed(): void {
    this.#over = true;
    clearTimeout(this.#silence);
    clearInterval(this.#presence);
    this.#watch.set([]);
    if (this.#actor.kind === "anonymous") return;
    this.#house.metrics.sockets.dec({ kind: this.#actor.kind });
    this.#gone(this.#actor);
  }

  /** The actor's last socket here closed. */
  #gone(actor: Actor): void {
    if (actor.kind === "anonymous" || this.#house.hints.watching(actorName(actor)) > 0) return;
    this.#house
      .run(actor, (ctx) => this.#note(ctx, "gone"))
      .catch((error: unknown) => this.#house.log.debug({ err: error }, "presence not noted"));
  }
}
