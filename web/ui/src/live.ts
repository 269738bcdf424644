/** What the server tells a screen; see `Live`. */
type Frame =
  | { readonly t: "hello" | "pong" | "ping" }
  | { readonly t: "hint"; readonly topics: readonly string[] }
  | { readonly t: "typing"; readonly topic: string; readonly who: Typist };

/** Who is writing now. */
export interface Typist {
  readonly kind: "customer" | "member";
  readonly name: string | null;
}

export interface LiveOptions {
  readonly url: string;
  /** Something behind these topics changed: read it again. */
  readonly onHint: (topics: readonly string[]) => void;
  /** A connection stands (again); whatever is on screen may be old. `first` for the very first. */
  readonly onOpen: (first: boolean) => void;
  readonly onTyping: (topic: string, who: Typist) => void;
  readonly onState: (connected: boolean) => void;
  /** Milliseconds without a frame after which the line counts as dead, and between two pings. */
  readonly silence?: number;
  readonly heartbeat?: number;
}

const SILENCE = 15_000;
const HEARTBEAT = 10_000;
const CONNECT = 4000;

/** How long to wait before the nth try to connect again: none at first, then 0.3 s · 2ⁿ up to 3 s, ± a third. */
export const pause = (tries: number, random = Math.random()): number =>
  tries === 0 ? 0 : Math.min(3000, 300 * 2 ** (tries - 1)) * (2 / 3 + random * (2 / 3));

/**
 * One socket over which the server says *that* something changed, never what. It heals itself: a line that is silent or
 * cut is dropped and made anew, and the topics on screen are named again.
 */
export class Live {
  readonly #options: LiveOptions;
  #socket: WebSocket | null = null;
  #topics: readonly string[] = [];
  #tries = 0;
  #opened = false;
  #closed = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deaf: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#connect();
  }

  /** Name everything that is on screen, the whole set each time. */
  watch(topics: readonly string[]): void {
    if (topics.join() === this.#topics.join()) return;
    this.#topics = topics;
    this.#say({ t: "watch", topics });
  }

  /** Tell the others who look at this that the person is writing. */
  typing(topic: string, customerId: string): void {
    this.#say({ t: "typing", topic, customerId });
  }

  /** The page is looked at again: find out at once whether the line still lives, or make it anew. */
  wake(): void {
    if (this.#closed || this.#socket?.readyState === WebSocket.CONNECTING) return;
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#say({ t: "ping" });
      this.#listen(1000);
    } else this.renew();
  }

  /** The network came back: an old line cannot be believed. */
  renew(): void {
    if (this.#closed) return;
    this.#drop();
    this.#tries = 0;
    this.#connect();
  }

  /** Drop the line for good. */
  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    this.#listen(Math.min(CONNECT, this.#options.silence ?? SILENCE));
    socket.onopen = () => {
      this.#say({ t: "watch", topics: this.#topics });
      this.#beat = setInterval(() => this.#say({ t: "ping" }), this.#options.heartbeat ?? HEARTBEAT);
    };
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = () => this.#lost(socket);
  }

  #hear(data: unknown): void {
    this.#listen();
    const frame = parse(data);
    if (frame === null) return;
    if (frame.t === "ping") this.#say({ t: "pong" });
    if (frame.t === "hint") this.#options.onHint(frame.topics);
    if (frame.t === "typing") this.#options.onTyping(frame.topic, frame.who);
    if (frame.t !== "hello") return;
    this.#tries = 0;
    this.#options.onState(true);
    this.#options.onOpen(!this.#opened);
    this.#opened = true;
  }

  /** Give the line up when nothing comes for a while; each frame starts the wait anew. */
  #listen(silence = this.#options.silence ?? SILENCE): void {
    clearTimeout(this.#deaf);
    this.#deaf = setTimeout(() => this.#socket !== null && this.#lost(this.#socket), silence);
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket || this.#closed) return;
    this.#drop();
    this.#options.onState(false);
    this.#retry = setTimeout(() => this.#connect(), pause(this.#tries++));
  }

  #drop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#deaf);
    clearInterval(this.#beat);
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #say(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

function parse(data: unknown): Frame | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === "object" && frame !== null && "t" in frame ? (frame as Frame) : null;
  } catch {
    return null;
  }
}
