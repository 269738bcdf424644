import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./ask.ts";
import type { Random } from "./random.ts";

export const kinds = ["event", "mail", "chat", "form", "reply", "customer", "merge", "unmerge"] as const;
export type Kind = (typeof kinds)[number];

/** One thing that a client wanted done, by the mark it is found by, and what the client knows of it. */
export interface Entry {
  readonly kind: Kind;
  /** What is looked for in the database: each mark is there as often as it was acknowledged. */
  readonly marks: readonly string[];
  /** `abandoned`: the client lost the connection and never asked again, so it is there once or not at all. */
  state: "acknowledged" | "refused" | "abandoned";
  readonly send: () => Promise<Answer | null>;
  answer: Answer | null;
}

const REPEATED = 20;
const ABANDONED = 6;
const GIVE_UP_MS = 90_000;
const LONGEST_MS = 1_500;

/** What was sent and acknowledged. Clients repeat the same request until they have an answer, as real ones do. */
export class Ledger {
  readonly entries: Entry[] = [];
  /** Requests that got another answer when they were repeated, and such as never got any. */
  readonly complaints: string[] = [];
  tries = 0;
  /** How often there was no usable answer, by kind and what came instead. */
  readonly lost = new Map<string, number>();
  repeated = 0;
  readonly #random: Random;
  readonly #late = new Set<Promise<void>>();

  constructor(random: Random) {
    this.#random = random;
  }

  count = (kind: Kind, state: Entry["state"]): number =>
    this.entries.reduce((sum, one) => sum + (one.kind === kind && one.state === state ? one.marks.length : 0), 0);

  /** Has it done; answers null where it was refused or the client went away. Some of it is sent again a moment later. */
  async deliver(kind: Kind, marks: readonly string[], send: Entry["send"]): Promise<Answer | null> {
    const entry: Entry = { kind, marks, send, state: "abandoned", answer: null };
    this.entries.push(entry);
    const leaves = this.#random.chance(ABANDONED);
    entry.answer = await this.#insist(entry, leaves ? 1 : Number.POSITIVE_INFINITY);
    if (entry.answer === null) {
      if (!leaves) this.complaints.push(`${kind} ${marks[0]} got no answer within ${GIVE_UP_MS / 1000} s`);
      return null;
    }
    entry.state = entry.answer.ok ? "acknowledged" : "refused";
    if (!entry.answer.ok) return null;
    if (this.#random.chance(REPEATED)) this.#later(entry, this.#random.between(50, 5_000));
    return entry.answer;
  }

  /** Notes something that was acknowledged and is not to be repeated. */
  note(kind: Kind, mark: string): void {
    this.entries.push({ kind, marks: [mark], state: "acknowledged", send: async () => null, answer: null });
  }

  /** Sends something acknowledged once more, until there is an answer, and compares that with the first. */
  async repeat(entry: Entry): Promise<void> {
    this.repeated++;
    const again = await this.#insist(entry, Number.POSITIVE_INFINITY);
    if (again?.text !== entry.answer?.text)
      this.complaints.push(`${entry.kind} ${entry.marks[0]} was answered ${entry.answer?.text}, then ${again?.text}`);
  }

  /** Resolves when all repeats under way are answered. */
  async settled(): Promise<void> {
    while (this.#late.size > 0) await Promise.all(this.#late);
  }

  #later(entry: Entry, ms: number): void {
    const work: Promise<void> = sleep(ms)
      .then(() => this.repeat(entry))
      .finally(() => this.#late.delete(work));
    this.#late.add(work);
  }

  async #insist({ kind, send }: Entry, most: number): Promise<Answer | null> {
    const deadline = performance.now() + GIVE_UP_MS;
    for (let tries = 1; performance.now() < deadline; tries++) {
      this.tries++;
      const answer = await send();
      if (answer && !answer.again) return answer;
      const why = answer ? `${answer.status} ${/"code":"(\w+)"/.exec(answer.text)?.[1] ?? ""}`.trim() : "no answer";
      this.lost.set(`${kind} ${why}`, (this.lost.get(`${kind} ${why}`) ?? 0) + 1);
      if (tries >= most) return null;
      // As real clients do: longer and longer, and not all at the same moment.
      await sleep(answer?.pauseMs ?? this.#random.between(50, Math.min(100 * 2 ** tries, LONGEST_MS)));
    }
    return null;
  }
}
