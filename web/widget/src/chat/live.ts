import { backOff, type Clock } from "../shared/clock.ts";

export interface LiveOptions {
  /** `wss://…/api/live?device` */
  readonly url: string;
  readonly clock: Clock;
  /** Greeted by the server: from here on nothing is missed. */
  readonly up: () => void;
  readonly down: () => void;
  /** Something of this device changed: read again. */
  readonly hint: () => void;
  /** This person of the staff is writing. */
  readonly typing: (name: string) => void;
}

interface Frame {
  readonly t?: unknown;
  readonly who?: { readonly kind?: unknown; readonly name?: unknown };
}

const pingEvery = 10_000;
const answerWithin = 5_000;
const typingEvery = 2_000;

/**
 * The socket on which the server says that something changed. It is alive only while it answers pings; a silent or
 * broken one is replaced, with growing pauses.
 */
export class Live {
  readonly #options: LiveOptions;
  #token: string | null = null;
  #socket: WebSocket | null = null;
  #isUp = false;
  #failures = 0;
  #typedAt = 0;
  #timers: (() => void)[] = [];

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Connect as this device, and stay connected. */
  start(token: string): void {
    if (this.#token === token) return;
    this.stop();
    this.#token = token;
    this.#connect();
  }

  /** Disconnect; `down` is not called. */
  stop(): void {
    this.#token = null;
    this.#failures = 0;
    this.#isUp = false;
    this.#drop();
  }

  /** The line may be back or the computer has woken up: find out now, not after the pause. */
  hurry(): void {
    if (this.#token === null) return;
    if (this.#isUp) this.#ping();
    else {
      this.#drop();
      this.#connect();
    }
  }

  /** Tell the staff that the customer is writing; at most every two seconds. */
  typing(topic: string): void {
    const now = this.#options.clock.now();
    if (!this.#isUp || now - this.#typedAt < typingEvery) return;
    this.#typedAt = now;
    this.#send({ t: "typing", topic });
  }

  #connect(): void {
    const { url, clock } = this.#options;
    let socket: WebSocket;
    try {
      socket = new WebSocket(url);
    } catch {
      this.#lost();
      return;
    }
    this.#socket = socket;
    this.#timers.push(clock.after(answerWithin + pingEvery, () => this.#lost()));
    socket.onopen = () => this.#send({ t: "auth", token: this.#token });
    socket.onmessage = (event) => this.#heard(String(event.data));
    socket.onclose = () => this.#lost();
  }

  #heard(data: string): void {
    this.#beat();
    let frame: Frame;
    try {
      frame = JSON.parse(data) as Frame;
    } catch {
      return;
    }
    if (frame.t === "hello") {
      this.#isUp = true;
      this.#failures = 0;
      this.#options.up();
    } else if (frame.t === "hint") this.#options.hint();
    else if (frame.t === "typing" && frame.who?.kind === "member")
      this.#options.typing(typeof frame.who.name === "string" ? frame.who.name : "");
  }

  /** Every frame is a sign of life; the next is asked for in ten seconds. */
  #beat(): void {
    this.#clear();
    this.#timers.push(this.#options.clock.after(pingEvery, () => this.#ping()));
  }

  #ping(): void {
    this.#clear();
    this.#timers.push(this.#options.clock.after(answerWithin, () => this.#lost()));
    this.#send({ t: "ping" });
  }

  #send(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #lost(): void {
    this.#drop();
    if (this.#token === null) return;
    const pause = backOff(this.#failures, 1_000, 30_000);
    this.#failures += 1;
    this.#timers.push(this.#options.clock.after(pause, () => this.#connect()));
  }

  #drop(): void {
    this.#clear();
    const socket = this.#socket;
    this.#socket = null;
    if (socket !== null) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    if (this.#isUp) {
      this.#isUp = false;
      this.#options.down();
    }
  }

  #clear(): void {
    for (const cancel of this.#timers.splice(0)) cancel();
  }
}
