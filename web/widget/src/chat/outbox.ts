import type { ChatMessage } from "../../../../contract/chat.ts";
import type { Attachment } from "../../../../contract/conversations.ts";
import type { Api } from "../shared/api.ts";
import { backOff, type Clock } from "../shared/clock.ts";
import { Failure } from "../shared/failure.ts";
import { randomId } from "../shared/random-id.ts";
import { Shelf } from "../shared/shelf.ts";
import type { Storage } from "../shared/storage.ts";
import type { Device } from "./device.ts";
import { Lease } from "./lease.ts";

/** A message that the server has not acknowledged yet. Its id is the `Idempotency-Key` of every attempt. */
export interface Outgoing {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly page: string;
  /** The newest message that was on the screen when this one was written. */
  readonly after: string | null;
  /** The code for which the server refused it; null while it is still to be sent. */
  readonly failed: string | null;
}

export interface OutboxOptions {
  readonly api: Api;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly device: Device;
  /** The entries changed, here or in another tab. */
  readonly changed: () => void;
  /** The server has the message. */
  readonly sent: (message: ChatMessage, outgoing: Outgoing) => void;
  /** An answer came, or none did. */
  readonly reachable: (yes: boolean) => void;
}

const turn = 20_000;
const most = 100;

/**
 * Sends messages one after the other, in the order they were written, each until it is answered. They are kept in the
 * browser meanwhile, so that any other tab, also a later one, goes on where this one ended.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #shelf: Shelf<Outgoing>;
  readonly #lease: Lease;
  #sending = false;
  #failures = 0;
  #strangers = 0;
  #cancel: (() => void) | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { storage, clock, device } = options;
    this.#shelf = new Shelf(storage, `${device.storageKey}.out.`, most);
    this.#lease = new Lease(storage, `${device.storageKey}.sending`, clock, randomId());
    storage.onChange((key) => {
      if (key !== null && !key.startsWith(this.#shelf.prefix)) return;
      options.changed();
      this.hurry();
    });
  }

  /** What is still to be sent or was refused, oldest first. */
  all(): Outgoing[] {
    return this.#shelf.all();
  }

  add(text: string, files: readonly Attachment[], page: string, after: string | null): void {
    const at = Math.max(this.#options.clock.now(), (this.all().at(-1)?.at ?? 0) + 1);
    this.#put({ id: randomId(), at, text, files, page, after, failed: null });
    this.hurry();
  }

  /** Try a refused message once more. It keeps its place; the old key has had its answer, so it takes a new one. */
  retry(id: string): void {
    const one = this.#shelf.get(id);
    if (one === null || one.failed === null) return;
    this.#shelf.remove(id);
    this.#strangers = 0;
    this.#put({ ...one, id: randomId(), failed: null });
    this.hurry();
  }

  /** Take it out: it was sent, or the writer discards it. */
  remove(id: string): void {
    this.#shelf.remove(id);
    this.#options.changed();
  }

  /** Send what waits, now rather than after the back-off. */
  hurry(): void {
    this.#cancel?.();
    this.#cancel = null;
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (;;) {
        const next = this.all().find((one) => one.failed === null);
        if (next === undefined) return;
        if (!this.#lease.take(turn)) return this.#later(1_000);
        const wait = await this.#send(next);
        if (wait !== null) return this.#later(wait);
      }
    } finally {
      this.#sending = false;
      this.#lease.release();
    }
  }

  /** One attempt. Answers how long to wait before the next, or null to go on at once. */
  async #send(one: Outgoing): Promise<number | null> {
    const { api, device, sent, reachable } = this.#options;
    let token: string | undefined;
    try {
      token = (await device.ensure()).token;
      const input = { text: one.text, fileIds: one.files.map((file) => file.fileId), page: one.page };
      const message = await api.call("say", input, { token, key: one.id });
      this.#failures = 0;
      this.#strangers = 0;
      reachable(true);
      sent(message, one);
      this.remove(one.id);
      return null;
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure("other", 400);
      reachable(failure.code !== "network");
      if (failure.status === 401 && token !== undefined && this.#strangers < 2) {
        this.#strangers += 1;
        device.forget(token);
        return null;
      }
      if (failure.passing) {
        this.#failures += 1;
        return failure.wait ?? backOff(this.#failures, 500, 30_000);
      }
      if (this.#shelf.get(one.id) !== null) this.#put({ ...one, failed: failure.code });
      return null;
    }
  }

  #later(ms: number): void {
    this.#cancel?.();
    this.#cancel = this.#options.clock.after(ms, () => void this.#work());
  }

  #put(one: Outgoing): void {
    this.#shelf.put(one);
    this.#options.changed();
  }
}
