import type pg from "pg";
import type { Log } from "./log.ts";

export type Frame =
  | { readonly t: "hint"; readonly topics: readonly string[] }
  | {
      readonly t: "typing";
      readonly topic: string;
      readonly who: { kind: "customer" | "member"; name: string | null };
    };

interface Watcher {
  readonly topics: ReadonlySet<string>;
  send(frame: Frame): void;
}

const COALESCE_MS = 25;
const CHANNEL = "splot_hints";
/** NOTIFY takes less than 8,000 bytes; what is longer goes in several. */
const NOTIFY_BYTES = 7_000;
/** Sockets written to before other work gets a turn of the event loop. */
const CHUNK = 200;

/**
 * Carries "read this again" to the sockets that watch a topic: at once within this process, by one coalesced NOTIFY to
 * the others. A lost hint harms nobody for long: every client reads again whenever it connects.
 */
export class Hints {
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #self = crypto.randomUUID();
  readonly #log: Log;
  #pending = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #notify: ((payload: string) => Promise<void>) | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Say that these topics changed; sent within 25 ms, together with others. `shelf:1` also reaches whoever watches `shelf`:
   * a list that any of them may change.
   */
  publish = (topics: readonly string[]): void => {
    for (const topic of topics) {
      this.#pending.add(topic);
      const colon = topic.indexOf(":");
      if (colon > 0) this.#pending.add(topic.slice(0, colon));
    }
    this.#timer ??= setTimeout(() => this.#flush(), COALESCE_MS);
  };

  /** A frame for watchers of its topic in this process and the others, not coalesced. */
  relay(frame: Frame & { t: "typing" }): void {
    this.#deliver([frame.topic], () => frame);
    void this.#tell(JSON.stringify({ from: this.#self, typing: frame }));
  }

  /** Watch topics; the answer changes the set or, with an empty one, ends the watch. */
  watch(send: (frame: Frame) => void): { set(topics: Iterable<string>): void } {
    let current: Watcher | undefined;
    return {
      set: (topics) => {
        const before = current;
        const next: Watcher = { topics: new Set(topics), send };
        if (before) for (const topic of before.topics) this.#leave(topic, before);
        for (const topic of next.topics) {
          const set = this.#watchers.get(topic) ?? new Set();
          set.add(next);
          this.#watchers.set(topic, set);
        }
        current = next;
      },
    };
  }

  /** How many sockets of this process watch the topic. */
  watching = (topic: string): number => this.#watchers.get(topic)?.size ?? 0;

  /** Join the hints of the other processes on this database. The connection is the caller's to keep alive. */
  async connect(listener: pg.Client, notify: (payload: string) => Promise<void>): Promise<void> {
    listener.on("notification", ({ channel, payload }) => {
      if (channel === CHANNEL && payload) this.#hear(payload);
    });
    await listener.query(`listen ${CHANNEL}`);
    this.#notify = notify;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#notify = undefined;
  }

  #hear(payload: string): void {
    const heard = JSON.parse(payload) as { from: string; topics?: string[]; typing?: Frame & { t: "typing" } };
    if (heard.from === this.#self) return;
    const { topics, typing } = heard;
    if (topics) this.#deliver(topics, (mine) => ({ t: "hint", topics: mine }));
    if (typing) this.#deliver([typing.topic], () => typing);
  }

  #flush(): void {
    this.#timer = undefined;
    const topics = [...this.#pending];
    this.#pending = new Set();
    this.#deliver(topics, (mine) => ({ t: "hint", topics: mine }));
    let batch: string[] = [];
    let bytes = 0;
    for (const topic of topics) {
      if (bytes + topic.length > NOTIFY_BYTES) {
        void this.#tell(JSON.stringify({ from: this.#self, topics: batch }));
        batch = [];
        bytes = 0;
      }
      batch.push(topic);
      bytes += topic.length + 3;
    }
    if (batch.length > 0) void this.#tell(JSON.stringify({ from: this.#self, topics: batch }));
  }

  async #tell(payload: string): Promise<void> {
    try {
      await this.#notify?.(payload);
    } catch (error) {
      this.#log.warn({ err: error }, "hints did not reach the other processes");
    }
  }

  #leave(topic: string, watcher: Watcher): void {
    const set = this.#watchers.get(topic);
    set?.delete(watcher);
    if (set?.size === 0) this.#watchers.delete(topic);
  }

  #deliver(topics: readonly string[], frame: (mine: string[]) => Frame): void {
    const mine = new Map<Watcher, string[]>();
    for (const topic of topics)
      for (const watcher of this.#watchers.get(topic) ?? []) {
        const list = mine.get(watcher);
        if (list) list.push(topic);
        else mine.set(watcher, [topic]);
      }
    const queue = [...mine];
    const sendSome = (from: number): void => {
      for (const [watcher, list] of queue.slice(from, from + CHUNK)) watcher.send(frame(list));
      if (from + CHUNK < queue.length) setImmediate(sendSome, from + CHUNK);
    };
    sendSome(0);
  }
}
